/** The rules against our own node over real TLS, and against nodes that break them: every rule can fail. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { randomUUID } from "node:crypto";
import { type Ask, asker, type Reply, testerOf } from "../../src/self-test/caller.js";
import { htmlReport } from "../../src/self-test/html-report.js";
import { countOf, type Report, RULES, testNode } from "../../src/self-test/run.js";
import { type Subject, subjectFrom } from "../../src/self-test/subject.js";
import { fullCopy, sharing } from "../support/agreements/copies.js";
import { FULL_INSTITUTION, FULL_OUNITS } from "../support/agreements/profiles.js";
import { type SliceNode, startSliceNode, US } from "../support/ewp/slice-node.js";

let net: SliceNode;
let subject: Subject;
let ask: Ask;
const ids = { uuid: () => randomUUID() };

beforeAll(async () => {
  net = await startSliceNode();
  const { store, node } = net;
  await store.institutions.put(FULL_INSTITUTION);
  for (const ounit of FULL_OUNITS) await store.institutions.putOunit(ounit);
  await store.agreements.decide({ heiId: US }, () => ({ agreements: [sharing(fullCopy({ id: "full", partnerIiaId: "p-full" }))], changes: [] }));
  ask = asker(testerOf(net.hosts.p.client.privateKey), [node.ca], { clock: node.clock, ids });
  const manifestUrl = `${node.publicUrl}/ewp/${US}/manifest.xml`;
  subject = subjectFrom(manifestUrl, (await ask({ url: manifestUrl, anonymous: true })).body, { ask, clock: node.clock, ids });
});
afterAll(() => net.close());

const failuresOf = ({ tested }: Report): string[] => tested.flatMap(({ id, verdict }) => (verdict.result === "fail" ? [`${id}: ${verdict.found}`] : []));
const report = (changed: Partial<Subject> = {}) => testNode({ ...subject, ...changed }, () => undefined);

test("our node keeps every rule, and hardly any is skipped", async () => {
  const ours = await report();
  expect(failuresOf(ours)).toEqual([]);
  expect(countOf(ours, "skipped")).toBeLessThanOrEqual(1);
  expect(countOf(ours, "pass")).toBeGreaterThan(44);
});

const isManifestRule = ({ id }: { readonly id: string }) => id.startsWith("manifest.");
const bent = (bend: (reply: Reply) => Reply): Ask => async (question) => bend(await ask(question));

describe("every rule can fail", () => {
  test("a node that answers everything with 500", async () => {
    const { tested } = await report({ ask: bent((reply) => ({ ...reply, status: 500 })) });
    const kept = tested.filter((one) => !isManifestRule(one) && one.verdict.result === "pass").map(({ id }) => id);
    // These two look into the document, and are held by the next cases.
    expect(kept).toEqual(["echo.heis", "iias.index"]);
  });

  test("a node that answers everything with 200 and an empty document", async () => {
    const { tested } = await report({ ask: bent((reply) => ({ ...reply, status: 200, headers: {}, body: Buffer.from("<nothing/>") })) });
    const kept = tested.filter((one) => !isManifestRule(one) && one.verdict.result === "pass").map(({ id }) => id);
    expect(kept.filter((id) => /refuses|invalid|none|unknown-key|too-little|methods|missing|limit|stats/.test(id))).toEqual([]);
    expect(kept).not.toContain("echo.heis");
  });

  test("a node that does not answer", async () => {
    const failures = failuresOf(await report({ ask: () => Promise.reject(new Error("connect ECONNREFUSED")) }));
    // The one about encryption is not asked, since this node does not offer it.
    expect(failures).toHaveLength(RULES.filter((rule) => !isManifestRule(rule)).length - 1);
    expect(failures[0]).toBe("signature.good: no answer that could be used: connect ECONNREFUSED");
  });

  test.each<[string, (reply: Reply) => Reply, string]>([
    ["signs nothing", (reply) => ({ ...reply, headers: { ...reply.headers, signature: undefined as unknown as string } }), "answer.signed: the answer has no Signature header"],
    ["changes the body on the way", (reply) => ({ ...reply, body: Buffer.concat([reply.body, Buffer.from(" ")]) }), "answer.signed: the digest is not that of the body as transmitted"],
    ["repeats another request id", (reply) => ({ ...reply, headers: { ...reply.headers, "x-request-id": "other" } }), "answer.signed: X-Request-Id is not repeated"],
    ["signs with a key that is not in its manifest", (reply) => ({ ...reply, headers: { ...reply.headers, signature: reply.headers["signature"]?.replace(/keyId="[^"]*"/, 'keyId="0123456789abcdef0"') ?? "" } }), "answer.signed: it is signed with 0123456789abcdef…, which is no server key of the manifest"],
    ["signs other words", (reply) => ({ ...reply, headers: { ...reply.headers, date: "Sun, 01 Mar 2020 08:00:00 GMT" } }), "answer.signed: the signature is not valid"],
  ])("a node that %s", async (_, bend, failure) => {
    expect(failuresOf(await report({ ask: bent(bend) }))).toContain(failure);
  });

  test("a manifest with other addresses, versions, keys and security than it should have", async () => {
    const text = Buffer.from(subject.manifestBytes).toString();
    const from = (xml: string): Promise<Report> => testNode(subjectFrom(subject.manifestUrl, Buffer.from(xml), { ask, clock: subject.clock, ids }), () => undefined, RULES.filter(isManifestRule));
    expect(failuresOf(await from(text))).toEqual([]);
    const failing = async (xml: string) => failuresOf(await from(xml)).map((line) => line.split(":", 1)[0]);
    expect(await failing(text.replaceAll("/manifest.xml", "/other.xml"))).toContain("manifest.discovery");
    expect(await failing(text.replace(/version="7\.\d+\.\d+"/, 'version="8.0.0"'))).toContain("manifest.versions");
    expect(await failing(text.replace(/<(\w+:)?httpsig[^>]*\/>/, ""))).toContain("manifest.security");
    expect(await failing(text.replaceAll("/echo/v2", "/institutions/v2"))).toContain("manifest.addresses");
    expect(await failing(text.replace(/(<(?:\w+:)?rsa-public-key>)[^<]*/, "$1AAAA"))).toContain("manifest.keys");
    expect(await failing(text.replace(/(<(?:\w+:)?admin-provider>)[^<]*/, "$1"))).toContain("manifest.contact");
  });
});

test("the page for people shows what was found, and nothing that a node says is markup", async () => {
  const page = htmlReport({ ...await report({ ask: () => Promise.reject(new Error("<script>alert(1)</script>")) }), provider: "<b>Provider</b>" });
  expect(page).not.toContain("<script>");
  expect(page).not.toContain("<b>Provider");
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).toContain("6 passed, <span class=\"fail\">");
});
