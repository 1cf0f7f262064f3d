/**
 * Checks an evidence pack without any network: node verify.mjs [folder]. Needs Node.js 20 or newer and nothing else. Exit status 0 when
 * every check holds, 1 otherwise. What it cannot know: whose keys these are. keys.json repeats what the catalogue of the network said to
 * the node that made this pack; ask the owners, or the registry's records, to confirm the fingerprints.
 */
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(folder, name));
const readJson = (name) => JSON.parse(read(name).toString("utf8"));
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const hex = (bytes) => sha256(bytes).toString("hex");

let failures = 0;
const check = (what, holds) => {
  if (!holds) { failures += 1; console.log(`FAILED  ${what}`); }
  return holds;
};
const attempt = (what, work) => {
  try { return work(); } catch (error) { check(`${what}: ${error.message}`, false); return undefined; }
};

// 1. Files: all that are listed, nothing else, each as it was packed.
const filesIn = (path) => readdirSync(join(folder, path), { withFileTypes: true })
  .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]));
const sums = new Map(read("SHA256SUMS").toString("utf8").trimEnd().split("\n").map((line) => [line.slice(66), line.slice(0, 64)]));
for (const name of filesIn("").filter((name) => name !== "SHA256SUMS")) check(`${name} is the file that was packed`, sums.get(name) === hex(read(name)));
for (const name of sums.keys()) attempt(`${name} is there`, () => read(name));

// 2. Keys: each is the one that its fingerprint names.
const { keys } = readJson("keys.json");
for (const { fingerprint, spki } of keys) check(`key ${fingerprint} has this fingerprint`, hex(Buffer.from(spki, "base64")) === fingerprint);
const keyOf = (keyId) => keys.find(({ fingerprint }) => fingerprint === keyId);

// 3. Chain: every block follows from those that it names.
/** One field is its length in bytes, ":", its text and ","; an absent one is "~,". */
const encode = (fields) => fields.map((field) => (field === null ? "~," : `${Buffer.byteLength(field)}:${field},`)).join("");
const zeros = "0".repeat(64);
const blocks = new Map();
for (const { chain, head, blocks: list } of readJson("chain.json").chains) {
  const known = new Map(list.map((block) => [block.height, block]));
  const named = new Set([head]);
  for (const { height, at, previous, skip, names, count, root, leaves, hash } of [...list].sort((a, b) => b.height - a.height)) {
    const where = `block ${chain}:${height}`;
    check(`${where} has this hash`, hex(encode(["passerelle block 1", chain, String(height), at, previous, skip, names, String(count), root])) === hash);
    check(`${where} is below the head`, named.has(hash));
    for (const [at, link] of [[height - 1, previous], [height & (height - 1), skip]]) {
      named.add(link);
      if (known.has(at) && height > 0) check(`${where} names block ${at}`, known.get(at).hash === link);
      if (height === 0) check(`${where} is the first`, link === zeros);
    }
    if (leaves) check(`${where} has these leaves`, leaves.length === count && hex(Buffer.from(leaves.join(""), "hex")) === root);
    blocks.set(`${chain}:${height}`, leaves ?? []);
  }
}

// 4. Exchanges: in their block, bodies and digests right, signatures of both sides right.
const FIELDS = ["format", "id", "heiId", "partnerHeiId", "direction", "api", "endpoint", "requestId", "method", "url", "requestHeaders", "requestBody",
  "status", "responseHeaders", "responseBody", "at", "durationMs", "problem", "quirks", "kind"];
const parameters = (text) => Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value]));
const bodyOf = (digest) => (digest === null ? Buffer.alloc(0) : read(`bodies/${digest}`));

/** The key that signed the headers; undefined when the signature is absent. Throws when anything is wrong. */
const signerOf = (headers, text, target, body) => {
  if (text === undefined) return undefined;
  const { keyId, headers: names = "date", signature = "" } = parameters(text);
  const key = keyOf(keyId);
  if (!key) throw new Error(`the key ${keyId} is not in this pack`);
  const lines = names.toLowerCase().split(" ").map((name) => `${name}: ${name === "(request-target)" ? target : headers[name]}`);
  const publicKey = createPublicKey({ key: Buffer.from(key.spki, "base64"), format: "der", type: "spki" });
  if (!verifySignature("sha256", Buffer.from(lines.join("\n"), "latin1"), publicKey, Buffer.from(signature, "base64"))) throw new Error("the signature is wrong");
  if (!names.toLowerCase().split(" ").includes("digest")) throw new Error("the signature does not cover the digest");
  const digests = headers.digest.split(",").map((entry) => entry.trim()).filter((entry) => /^sha-256=/i.test(entry)).map((entry) => entry.slice(8));
  if (digests.length === 0 || digests.some((digest) => digest !== sha256(body).toString("base64"))) throw new Error("the digest is not that of the body");
  return key;
};

const exchanges = new Map();
for (const name of [...sums.keys()].filter((file) => file.startsWith("exchanges/"))) attempt(name, () => {
  const { chain, height, place, content } = readJson(name);
  const leaf = hex(encode(FIELDS.map((field) => content[field])));
  check(`${name} stands in its block`, blocks.get(`${chain}:${height}`)?.[place] === leaf);
  const [request, response] = [bodyOf(content.requestBody), bodyOf(content.responseBody)];
  check(`${name} has these bodies`, [[content.requestBody, request], [content.responseBody, response]].every(([digest, body]) => digest === null || digest === hex(body)));
  const requestHeaders = JSON.parse(content.requestHeaders);
  const responseHeaders = JSON.parse(content.responseHeaders ?? "{}");
  const path = content.url.replace(/^https?:\/\/[^/]*/, "") || "/";
  const credentials = requestHeaders.authorization?.replace(/^signature\s+/i, "");
  const asked = attempt(`${name}, request`, () => signerOf(requestHeaders, credentials, `${content.method.toLowerCase()} ${path}`, request));
  const answered = attempt(`${name}, answer`, () => signerOf(responseHeaders, responseHeaders.signature, `${content.method.toLowerCase()} ${path}`, response));
  if (answered) check(`${name}: the answer belongs to the request`, responseHeaders["x-request-id"] === requestHeaders["x-request-id"]
    && responseHeaders["x-request-signature"] === parameters(credentials ?? "").signature);
  const [asking, answering] = content.direction === "in" ? [content.partnerHeiId, content.heiId] : [content.heiId, content.partnerHeiId];
  if (asked) check(`${name}: the request is signed by ${asking}`, asked.heiId === asking);
  if (answered) check(`${name}: the answer is signed by ${answering}`, answered.heiId === answering);
  const xml = responseHeaders["content-encoding"] === "gzip" ? gunzipSync(response) : response;
  const params = new URLSearchParams(content.method === "GET" ? path.split("?")[1] ?? "" : request.toString("utf8"));
  exchanges.set(content.id, { ...content, xml: xml.toString("utf8"), ids: params.getAll("iia_id"), asking: asked && asking, answering: answered && answering });
});

// 5. XML, as much of it as the hash of an agreement needs.
const entities = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const plain = (text) => text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_, hexCode, code, name) => (name ? entities[name] : String.fromCodePoint(parseInt(hexCode ?? code, hexCode ? 16 : 10))));
const local = (name) => name.split(":").at(-1);
const parse = (text) => {
  const root = { name: "", attributes: {}, children: [] };
  const open = [root];
  const tokens = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;
  let end = 0;
  for (const match of text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n").matchAll(tokens)) {
    const [whole, cdata, closed, name, attributes, empty, words] = match;
    if (match.index !== end) throw new Error("this is no XML that can be read");
    end += whole.length;
    if (cdata !== undefined) open.at(-1).children.push(cdata);
    else if (words !== undefined) open.at(-1).children.push(plain(words));
    else if (closed !== undefined) open.pop();
    else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, a, b]) => [key, plain((a ?? b).replace(/[\t\n]/g, " "))]);
      const element = { name: local(name), attributes: Object.fromEntries(pairs.filter(([key]) => !/^xmlns(:|$)/.test(key))), children: [] };
      open.at(-1).children.push(element);
      if (empty === "") open.push(element);
    }
  }
  if (open.length !== 1) throw new Error("this XML is not complete");
  return root;
};
const elements = (parent, name) => parent.children.filter((child) => typeof child !== "string" && (name === undefined || child.name === name));
const all = (element) => [element, ...elements(element).flatMap(all)];
const textOf = (element) => element?.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("") ?? "";
const valueOf = (parent, name) => textOf(elements(parent, name)[0]);
const isTrue = (value) => value === "true" || value === "1";

/** The hash of each agreement in an answer of the IIAs API, version 7, as the network defines it. */
const agreementsIn = (xml) => {
  const root = parse(xml);
  const terminated = all(root).some(({ name, attributes }) => name === "cooperation-conditions" && isTrue(attributes["terminated-as-a-whole"]));
  const undefinedYet = ({ attributes }) => isTrue(attributes["not-yet-defined"]);
  const inside = (parent, grandparent) => elements(parent).flatMap((element) => {
    if (undefinedYet(element)) return [];
    const name = `${grandparent.name}.${parent.name}.${element.name}`;
    const value = (element.name === "isced-f-code" && element.attributes["v6-value"]) || textOf(element);
    const own = /^receiving-(first|last)-academic-year-id$/.test(element.name) ? [] : [
      ...Object.entries(element.attributes).filter(([key]) => !["not-yet-defined", "v6-value"].includes(key)).map(([key, text]) => `_@${name}.${local(key)}=${text}@_`),
      ...elements(element).length === 0 ? [`_${name}=${value}_`] : []];
    return /^(sending|receiving)-contact$/.test(element.name) ? own : [...own, ...inside(element, parent)];
  });
  return all(root).filter(({ name }) => name === "iia").map((iia) => {
    const partners = elements(iia, "partner").map((partner, at) => `_iia-id_${at + 1}=${valueOf(partner, "iia-id")}_`);
    const specs = elements(iia, "cooperation-conditions").flatMap((conditions) => elements(conditions).flatMap((spec) => [
      ...[iia, conditions, spec].some(undefinedYet) ? [] : inside(spec, conditions),
      ...["receiving-first-academic-year-id", "receiving-last-academic-year-id"].map((name) => `_${name}=${valueOf(spec, name)}_`)]));
    return { id: valueOf(elements(iia, "partner")[0], "iia-id"), declared: valueOf(iia, "iia-hash"), hash: hex([terminated ? "_@terminated-as-a-whole@_" : "", ...partners, ...specs].join("")) };
  });
};
const approvalsIn = (xml) => all(parse(xml)).filter(({ name }) => name === "approval").map((approval) => ({ id: valueOf(approval, "iia-id"), hash: valueOf(approval, "iia-hash") }));

// 6. Statements: each has to follow from the exchange that it names.
const manifest = readJson("manifest.json");
const PROOFS = {
  served: ({ by, agreement, hash }, { xml, answering }) => answering === by && agreementsIn(xml).some((iia) => iia.id === agreement && iia.hash === hash && iia.declared === hash),
  approved: ({ by, agreement, hash }, { xml, answering }) => answering === by && approvalsIn(xml).some((approval) => approval.id === agreement && approval.hash === hash),
  "no-approval": ({ by, agreement }, { xml, answering, api, ids }) => answering === by && api === "iias-approval" && ids.includes(agreement) && approvalsIn(xml).every(({ id }) => id !== agreement),
  notified: ({ by, agreement, api }, exchange) => exchange.asking === by && exchange.api === api && exchange.ids.includes(agreement),
};
const proven = manifest.statements.filter((statement, at) => {
  const exchange = exchanges.get(statement.exchange);
  const holds = attempt(`statement ${at + 1}`, () => exchange !== undefined && exchange.status === "200" && exchange.at === statement.at && PROOFS[statement.kind](statement, exchange));
  console.log(`${holds ? "proven " : "FAILED "} ${at + 1}. ${statement.text}`);
  if (!holds) failures += 1;
  return holds;
});
const has = (wanted) => proven.some((statement) => Object.entries(wanted).every(([name, value]) => statement[name] === value));
const { inForce, heiId, iiaId, partnerHeiId, partnerIiaId } = manifest;
if (inForce) {
  const holds = has({ kind: "served", by: heiId, agreement: iiaId, hash: inForce.ours }) && has({ kind: "served", by: partnerHeiId, agreement: partnerIiaId, hash: inForce.theirs })
    && has({ kind: "approved", by: partnerHeiId, agreement: iiaId, hash: inForce.ours }) && has({ kind: "approved", by: heiId, agreement: partnerIiaId, hash: inForce.theirs });
  console.log(`${holds ? "proven " : "FAILED "} Both approved: ${heiId} the copy ${partnerIiaId} (${inForce.theirs}), ${partnerHeiId} the copy ${iiaId} (${inForce.ours}).`);
  if (!holds) failures += 1;
}
for (const text of manifest.gaps) console.log(`not in this pack: ${text}`);
console.log(`${exchanges.size} exchanges, ${blocks.size} blocks, ${keys.length} keys. ${failures === 0 ? "Everything holds." : `${failures} checks failed.`}`);
process.exitCode = failures === 0 ? 0 : 1;
