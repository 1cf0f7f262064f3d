/** What holds for every API that is served, found by walking the list of them and the manifest. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { parseStringPromise, processors } from "xml2js";
import { apis } from "../../src/ewp/apis.js";
import { BINARY } from "../../src/ewp/runtime/define.js";
import { FULL } from "../support/transcripts/sample-transcripts.js";
import { CALCULUS, LAB } from "../support/courses/sample-courses.js";
import { documentOf, refusalOf, textsOf } from "../support/ewp/answers.js";
import { approvalOf, fullCopy, sharing } from "../support/agreements/copies.js";
import { FULL_FACTSHEET, FULL_INSTITUTION, FULL_OUNITS } from "../support/agreements/profiles.js";
import { hashOf } from "../support/agreements/sample-agreements.js";
import { omobilityId } from "../../src/kernel/ids.js";
import { imobility, omobility } from "../support/nominations/samples.js";
import { approvalXml, proposeLa } from "../support/learning-agreements/proposed-la.js";
import { type Asking, encoded, type Form, P, type SliceNode, startSliceNode, US } from "../support/ewp/slice-node.js";

/** A request to each endpoint that is answered with something. */
const SAMPLES: Readonly<Record<string, Form>> = {
  "discovery": [],
  "echo": [["echo", "ä & b"], ["echo", "ä & b"]],
  "institutions": [["hei_id", US], ["hei_id", P]],
  "ounits": [["hei_id", US], ["ounit_id", "ou-law"], ["ounit_id", "ou-root"]],
  "factsheet": [["hei_id", US]],
  "file": [["file_id", "of-full"]],
  "courses": [["hei_id", US], ["los_id", "CR/calculus"], ["los_id", "CLS/lab"]],
  "course-replication": [["hei_id", US], ["modified_since", "2004-02-12T15:19:21+01:00"]],
  "iias get": [["iia_id", "full"], ["iia_id", "second"], ["iia_id", "unknown"]],
  "iias index": [["receiving_academic_year_id", "2024/2025"], ["modified_since", "2004-02-12T15:19:21+01:00"]],
  "iias stats": [],
  "iia-cnr": [["iia_id", "p-full"]],
  "iias-approval": [["iia_id", "p-full"], ["iia_id", "unknown"]],
  "iia-approval-cnr": [["iia_id", "full"]],
  "omobilities get": [["omobility_id", "m1"], ["omobility_id", "unknown"]],
  "omobilities index": [["receiving_academic_year_id", "2026/2027"], ["modified_since", "2004-02-12T15:19:21+01:00"]],
  "omobilities update": [],
  "omobility-cnr": [["omobility_id", "theirs"]],
  "omobility-stats": [],
  "imobilities get": [["omobility_id", "i1"], ["omobility_id", "unknown"]],
  "imobility-cnr": [["omobility_id", "m1"]],
  "imobility-tors get": [["omobility_id", "t1"], ["omobility_id", "unknown"]],
  "imobility-tors index": [["modified_since", "2004-02-12T15:19:21+01:00"]],
  "imobility-tors get v2": [["receiving_hei_id", US], ["omobility_id", "t1"], ["omobility_id", "unknown"]],
  "imobility-tors index v2": [["receiving_hei_id", US], ["sending_hei_id", P]],
  "imobility-tor-cnr": [["omobility_id", "t1"]],
  "omobilities get v2": [["sending_hei_id", US], ["omobility_id", "m1"], ["omobility_id", "unknown"]],
  "omobilities index v2": [["sending_hei_id", US], ["receiving_hei_id", P], ["modified_since", "2004-02-12T15:19:21+01:00"]],
  "omobility-cnr v1": [["sending_hei_id", P], ["omobility_id", "theirs"]],
  "imobilities get v1": [["receiving_hei_id", US], ["omobility_id", "i1"], ["omobility_id", "unknown"]],
  "imobility-cnr v1": [["receiving_hei_id", P], ["omobility_id", "m1"]],
  "imobility-tor-cnr v1": [["receiving_hei_id", P], ["omobility_id", "t1"]],
  "imobility-tor-stats": [],
  "omobility-las get": [["sending_hei_id", US], ["omobility_id", "la-1"], ["omobility_id", "unknown"]],
  "omobility-las index": [["sending_hei_id", US], ["receiving_academic_year_id", "2026/2027"], ["modified_since", "2004-02-12T15:19:21+01:00"]],
  "omobility-las update": [],
  "omobility-las stats": [],
  "omobility-la-cnr": [["sending_hei_id", P], ["omobility_id", "p-1"], ["omobility_id", "p-2"]],
  "omobility-la-cnr stats": [],
};

/** Where a document is asked for instead of parameters. */
const DOCUMENTS: Record<string, string> = {
  "omobilities update": `<omobilities-update-request xmlns="https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v3/endpoints/update-request.xsd">` +
    "<approve-proposal-v1><omobility-id>m1</omobility-id><proposal-id>proposal-m1</proposal-id></approve-proposal-v1></omobilities-update-request>",
};

/** The children of each entry after `http-security`, as PROTOCOL 5.0 lists them. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  "discovery": ["url"],
  "echo": ["url"],
  "institutions": ["url", "max-hei-ids"],
  "organizational-units": ["url", "max-ounit-ids", "max-ounit-codes"],
  "factsheet": ["url", "max-hei-ids"],
  "file": ["url"],
  "courses": ["url", "max-los-ids", "max-los-codes"],
  "simple-course-replication": ["url", "allows-anonymous-access", "supports-modified-since"],
  "iias": ["get-url", "max-iia-ids", "index-url", "stats-url"],
  "iia-cnr": ["url"],
  "iias-approval": ["url", "max-iia-ids"],
  "iia-approval-cnr": ["url"],
  "omobilities": ["get-url", "index-url", "update-url", "max-omobility-ids"],
  "omobilities v2": ["get-url", "index-url", "max-omobility-ids", "sends-notifications"],
  "imobilities v1": ["get-url", "max-omobility-ids", "sends-notifications"],
  "omobility-cnr": ["url", "max-omobility-ids"],
  "omobility-stats": ["url"],
  "imobilities": ["get-url", "max-omobility-ids"],
  "imobility-cnr": ["url", "max-omobility-ids"],
  "imobility-tors": ["get-url", "index-url", "max-omobility-ids"],
  "imobility-tor-cnr": ["url", "max-omobility-ids"],
  "imobility-tor-stats": ["url"],
  "omobility-las": ["get-url", "index-url", "update-url", "stats-url", "max-omobility-ids"],
  "omobility-la-cnr": ["url", "stats-url", "max-omobility-ids"],
};

/** Drafts have the namespaces of the version that they will be. */
const NAMESPACES: Readonly<Record<string, number>> = { courses: 1 };

const ENDPOINTS = apis.flatMap(({ api }) => Object.entries(api.endpoints).map(([name, endpoint]) => ({
  label: `${name === "url" ? api.name : `${api.name} ${name}`}${apis.some((other) => other.api.name === api.name && other.api.major > api.major) ? ` v${api.major}` : ""}`, api, endpoint,
  path: api.access === "discovery" ? "manifest.xml" : `${api.name}/v${api.major}${name === "url" ? "" : `/${name}`}`,
})));
const BOTH = ENDPOINTS.filter(({ endpoint }) => endpoint.methods.length === 2);
const NETWORK = ENDPOINTS.filter(({ api }) => api.access !== "discovery");

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  const { institutions, files, agreements, courses } = net.store;
  await institutions.put(FULL_INSTITUTION);
  for (const ounit of FULL_OUNITS) await institutions.putOunit(ounit);
  await institutions.putFactsheet(FULL_FACTSHEET);
  await files.put({ id: "of-full", heiId: US, mediaType: "application/pdf", bytes: Buffer.from("%PDF"), createdAt: new Date(0) });
  await courses.save(US, [CALCULUS, LAB]);
  await agreements.decide({ heiId: US }, () => ({
    agreements: [
      sharing({ ...fullCopy({ id: "full", partnerIiaId: "p-full" }), pdfFileId: "of-full" }, { approvalByUs: approvalOf(hashOf("p-full"), "of-full") }),
      sharing(fullCopy({ id: "second" })),
    ],
    changes: [],
  }));
  await net.store.nominations.decideOmobility({ heiId: US, partnerHeiId: P, id: omobilityId("m1") }, () => ({ omobilities: [omobility({ id: "m1" })], changes: [] }));
  await net.store.nominations.decideImobility({ heiId: US, partnerHeiId: P, id: omobilityId("i1") }, () => ({ imobility: imobility({ id: "i1" }), changes: [] }));
  await net.store.transcripts.decideOutgoing({ heiId: US, partnerHeiId: P, omobilityId: omobilityId("t1") }, (_found, now) =>
    ({ outgoing: { heiId: US, partnerHeiId: P, omobilityId: omobilityId("t1"), revision: 1, version: 1, stage: "issued", content: { results: [] }, transcript: FULL, createdAt: now, changedAt: now }, pdf: Buffer.from("%PDF"), changes: [] }));
  DOCUMENTS["omobility-las update"] = approvalXml(US, "la-1", await proposeLa(net.store.learningAgreements, { id: "la-1", heiId: US, partnerHeiId: P }));
});
afterAll(() => net.close());

const sampleOf = (label: string): Form => SAMPLES[label] ?? [];
/** Whoever may read the statistics may do so; everything else is asked by partner P. */
const asking = (label: string, { headers, ...more }: Asking = {}): Asking => ({
  as: /\bstats$/.test(label) ? "portal" : "p", ...more,
  ...(label in DOCUMENTS && { body: DOCUMENTS[label] as string }), headers: { ...(label in DOCUMENTS && { "content-type": "text/xml" }), ...headers },
});

test("every endpoint has a sample here", () => {
  expect(ENDPOINTS.map(({ label }) => label).sort()).toEqual(Object.keys(SAMPLES).sort());
});

describe("methods and bodies", () => {
  test.each(ENDPOINTS)("rows 38, 49 and 8.7: wrong methods are 405 with an error-response: $label", async ({ label, path, endpoint: { methods } }) => {
    const wrong = ["PUT", "DELETE", "PATCH", "OPTIONS", "GET", "POST"].filter((method) => !methods.some((one) => one === method));
    for (const method of wrong) {
      const answer = await net.ask(path, method === "POST" ? sampleOf(label) : [], asking(label, { method }));
      expect(refusalOf(answer, net)).toBe(`405 Method ${method} is not allowed here; use ${methods.join(" or ")}.`);
      expect(answer.headers["allow"]).toBe(methods.join(", "));
    }
  });

  test.each(BOTH)("row 39: GET and POST give the same bytes, again and again: $label", async ({ label, path }) => {
    const [viaGet, viaPost, again] = [
      await net.ask(path, sampleOf(label), asking(label)), await net.ask(path, sampleOf(label), asking(label, { method: "POST" })), await net.ask(path, sampleOf(label), asking(label)),
    ];
    expect(documentOf(viaPost, net)).toBe(documentOf(viaGet, net));
    expect(documentOf(again, net)).toBe(documentOf(viaGet, net));
  });

  test.each(BOTH)("rows 40 and 8.8: a POST reads its body only: $label", async ({ label, path }) => {
    const plain = documentOf(await net.ask(path, sampleOf(label), asking(label, { method: "POST" })), net);
    for (const query of [sampleOf(label), [["modified_since", "nonsense"], ["hei_id", "x"], ["iia_id", "second"], ["echo", "x"]] as const]) {
      expect(documentOf(await net.ask(path, sampleOf(label), asking(label, { method: "POST", query })), net)).toBe(plain);
    }
  });

  test.each(NETWORK.filter(({ endpoint }) => endpoint.methods.includes("POST") && !endpoint.body))("row 8.8: forms with a charset are forms, everything else is 415: $label", async ({ label, path }) => {
    const post = (type: string, body = encoded(sampleOf(label))) => net.ask(path, [], asking(label, { method: "POST", headers: { "content-type": type }, body }));
    documentOf(await post("application/x-www-form-urlencoded; charset=UTF-8"), net);
    documentOf(await post("Application/X-WWW-Form-URLencoded;charset=\"utf-8\""), net);
    for (const type of ["text/plain", "application/xml", "application/json"]) {
      expect(refusalOf(await post(type), net)).toBe(`415 The Content-Type "${type}" is not supported; expected application/x-www-form-urlencoded.`);
    }
  });

  test.each(NETWORK)("rows 41 and 8.12: unknown parameters are ignored: $label", async ({ label, path, endpoint: { methods, response } }) => {
    const method = methods[0] ?? "GET";
    const [plain, more] = [await net.ask(path, sampleOf(label), asking(label, { method })), await net.ask(path, [...sampleOf(label), ["foo", "bar"], ["foo", ""]], asking(label, { method }))];
    if (response !== BINARY) documentOf(more, net);
    expect({ status: more.status, text: more.text }).toEqual({ status: 200, text: plain.text });
  });

  test.each(NETWORK)("row 8.6: no negotiation on Accept: $label", async ({ label, path, endpoint: { methods } }) => {
    const answer = await net.ask(path, sampleOf(label), asking(label, { method: methods[0] ?? "GET", headers: { accept: "application/json", "accept-language": "fr" } }));
    expect(answer.status).toBe(200);
  });
});

type Entry = { readonly $ns: { readonly uri: string } } & Readonly<Record<string, unknown>>;

describe("the manifest", () => {
  const manifest = async (): Promise<string> => documentOf(await net.ask("manifest.xml"), net);
  const options = { explicitArray: false, tagNameProcessors: [processors.stripPrefix], mergeAttrs: false };

  test("PROTOCOL 5.0: every entry has the namespace of its major version and its children in order", async () => {
    const { manifest: { host } } = await parseStringPromise(await manifest(), { ...options, xmlns: true }) as { manifest: { host: { "apis-implemented": Record<string, Entry | Entry[]> } } };
    const entries = Object.entries(host["apis-implemented"]).filter(([name]) => !name.startsWith("$")).flatMap(([name, entry]) => [entry].flat().map((one) => [name, one] as const));
    expect(new Set(entries.map(([name]) => name))).toEqual(new Set(Object.keys(CHILDREN).map((name) => name.split(" ", 1)[0])));
    for (const [name, entry] of entries) expect([name, Object.keys(entry).filter((child) => !child.startsWith("$") && child !== "http-security")]).toEqual([name, CHILDREN[`${name} v${/stable-v(\d+)/.exec(entry.$ns.uri)?.[1]}`] ?? CHILDREN[name]]);
    for (const { api } of apis) {
      expect(entries.flatMap(([name, { $ns }]) => (name === api.element ? [$ns.uri] : []))).toContain(`https://github.com/erasmus-without-paper/ewp-specs-api-${api.name}/blob/stable-v${NAMESPACES[api.name] ?? api.major}/manifest-entry.xsd`);
      expect(api.version.startsWith(`${api.major}.`)).toBe(true);
    }
  });

  test("rows 7 and 8.19: addresses are https, without query and fragment, each its own", async () => {
    const xml = await manifest();
    const urls = ["url", "get-url", "index-url", "update-url", "stats-url"].flatMap((name) => textsOf(xml, name));
    expect(urls).toHaveLength(ENDPOINTS.length);
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) {
      expect(url.startsWith(`${net.node.publicUrl}/ewp/${US}/`)).toBe(true);
      expect(url).not.toMatch(/[?#]/);
    }
  });

  test("row 8.10: limits are between 2 and 100", async () => {
    const xml = await manifest();
    for (const { api } of apis) for (const [name, limit] of Object.entries(api.limits)) {
      expect(limit).toBeGreaterThanOrEqual(2);
      expect(limit).toBeLessThanOrEqual(100);
      expect(textsOf(xml, name)).toContain(String(limit));
    }
  });

  test("row 54: partner P, from the manifest alone, resolves everything that it finds a reference to", async () => {
    const { iias, institutions, file, ...other } = await entriesOf(await manifest());
    const ounits = other["organizational-units"];
    const at = async (url: string | undefined, form: Form) => net.ask(new URL(url ?? "").pathname, form);
    const ids = textsOf(documentOf(await at(iias?.["index-url"], []), net), "iia-id");
    expect(ids).toEqual(["full", "second"]);
    const agreements = documentOf(await at(iias?.["get-url"], ids.map((id) => ["iia_id", id] as const)), net);
    const heis = new Set(["hei-id", "sending-hei-id", "receiving-hei-id"].flatMap((name) => textsOf(agreements, name)));
    expect(textsOf(documentOf(await at(institutions?.["url"], [...heis].map((id) => ["hei_id", id] as const)), net), "hei-id").sort()).toEqual([...heis].sort());
    const hei = documentOf(await at(institutions?.["url"], [["hei_id", US]]), net);
    const units = new Set([...textsOf(hei, "ounit-id"), ...textsOf(hei, "root-ounit-id"), ...ownUnits(agreements)]);
    const shown = documentOf(await at(ounits?.["url"], [["hei_id", US], ...[...units].map((id) => ["ounit_id", id] as const)]), net);
    expect(new Set(textsOf(shown, "ounit-id"))).toEqual(units);
    for (const parent of textsOf(shown, "parent-ounit-id")) expect(units).toContain(parent);
    const approvals = documentOf(await at(other["iias-approval"]?.["url"], [["iia_id", "p-full"]]), net);
    const files = new Set([...textsOf(agreements, "pdf-file"), ...textsOf(approvals, "pdf-file")]);
    expect(files).toEqual(new Set(["of-full"]));
    for (const id of files) expect((await at(file?.["url"], [["file_id", id]])).status).toBe(200);
  });

  const entriesOf = async (xml: string): Promise<Record<string, Record<string, string>>> =>
    ((await parseStringPromise(xml, options)) as { manifest: { host: { "apis-implemented": Record<string, Record<string, string>> } } }).manifest.host["apis-implemented"];
});

/** Units of ours that agreements name: of the first partner, and of our side of each condition. */
const ownUnits = (agreements: string): string[] => [
  ...[...agreements.matchAll(new RegExp(`<partner><hei-id>${US}</hei-id><ounit-id>([^<]*)`, "g"))],
  ...[...agreements.matchAll(new RegExp(`<(?:sending|receiving)-hei-id>${US}</(?:sending|receiving)-hei-id><(?:sending|receiving)-ounit-id>([^<]*)`, "g"))],
].map(([, id]) => id ?? "");

describe("trouble of our own", () => {
  test("row 50: a store that does not answer is 503 or 500, signed, never 4xx or an empty 200", async () => {
    const broken = await startSliceNode();
    await broken.store.close();
    for (const { label, path, endpoint: { methods } } of ENDPOINTS.filter(({ api }) => !["echo"].includes(api.name))) {
      const answer = await broken.ask(path, sampleOf(label), asking(label, { method: methods[0] ?? "GET" }));
      expect(refusalOf(answer, broken)).toMatch(/^50[03] /);
    }
    await broken.node.close();
  });
});
