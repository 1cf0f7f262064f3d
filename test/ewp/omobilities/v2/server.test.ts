/** The older nomination workflow as partners ask it of us. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Omobility } from "../../../../src/domain/nominations/model.js";
import { omobilityId } from "../../../../src/kernel/ids.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { type Asking, type Form, P, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";
import { approvalXml, proposeLa } from "../../../support/learning-agreements/proposed-la.js";
import { content, fullContent, imobility, omobility } from "../../../support/nominations/samples.js";

let net: SliceNode;
const enter = (one: Omobility) => net.store.nominations.decideOmobility({ heiId: US, partnerHeiId: one.partnerHeiId, id: one.id }, () => ({ omobilities: [one], changes: [] }));
const ask = async (path: string, form: Form, asking: Asking = {}) => documentOf(await net.ask(path, form, asking), net);
const get = (ids: readonly string[], asking: Asking = {}) => ask("omobilities/v2/get", [["sending_hei_id", US], ...ids.map((id) => ["omobility_id", id] as const)], asking);
const index = async (form: Form = [], asking: Asking = {}) => textsOf(await ask("omobilities/v2/index", [["sending_hei_id", US], ...form], asking), "omobility-id");

beforeAll(async () => {
  net = await startSliceNode();
  await enter(omobility({ id: "full", proposal: { id: "p1", content: fullContent() } }));
  await enter(omobility({ id: "gone", status: "cancelled", proposal: { id: "p2", content: content({ receivingAcademicYear: "2025/2026", term: "2025/2026-1/2" }) } }));
  await enter(omobility({ id: "ahead", status: "approved" }));
  await enter(omobility({ id: "draft", stage: "draft" }));
  await enter(omobility({ id: "of-q", partnerHeiId: Q }));
  net.node.clock.set("2026-03-01T09:00:00Z");
  const proposalId = await proposeLa(net.store.learningAgreements, { id: "ahead", heiId: US, partnerHeiId: P });
  const approved = await net.ask("omobility-las/v1/update", [], { method: "POST", body: approvalXml(US, "ahead", proposalId), headers: { "content-type": "text/xml" } });
  expect(approved.status).toBe(200);
  for (const one of [
    imobility({ id: "waiting", current: { ...imobility({ id: "waiting" }).current, status: "pending" } }),
    imobility({ id: "refused", verdicts: [{ decision: "reject", proposalId: "proposal-refused", comment: "no <room>", at: new Date(0) }], stay: { arrival: "2026-09-01" } }),
    imobility({ id: "elder", verdicts: [{ decision: "reject", proposalId: "another", comment: "of another proposal", at: new Date(0) }] }),
  ]) await net.store.nominations.decideImobility({ heiId: US, partnerHeiId: P, id: omobilityId(one.id) }, () => ({ imobility: one, changes: [] }));
});
afterAll(() => net.close());

describe("omobilities 2", () => {
  test("what has a place is told, with how far the mobility is; comment, field of the condition and proposal id have none (PROTOCOL 5.12)", async () => {
    const xml = await get(["ahead", "full", "gone", "unknown", "draft", "of-q"]);
    expect(textsOf(xml, "omobility-id")).toEqual(["ahead", "full", "gone"]);
    expect(textsOf(xml, "status")).toEqual(["live", "nomination", "cancelled"]);
    expect(xml).toContain("<citizenship>ES</citizenship><gender>2</gender><email>ana@rive.example</email></student>");
    expect(xml).not.toMatch(/comment|agreement-isced|proposal/);
    expect((await net.store.nominations.omobility(US, omobilityId("full")))?.delivered).toMatchObject({ by: "get" });
  });

  test("rows 8.10, 8.11, 46 and 69: another sending institution is 400, more than 50 ids are 400, and nobody else gets anything", async () => {
    for (const endpoint of ["get", "index"]) expect(refusalOf(await net.ask(`omobilities/v2/${endpoint}`, [["sending_hei_id", P], ["omobility_id", "full"]]), net)).toBe(`400 The parameter sending_hei_id is not the institution of this address; expected ${US}.`);
    expect(refusalOf(await net.ask("omobilities/v2/get", [["omobility_id", "full"]]), net)).toBe("400 The parameter sending_hei_id is missing.");
    expect(refusalOf(await net.ask("omobilities/v2/get", [["sending_hei_id", US], ...times(51, "omobility_id", "full")]), net)).toBe("400 The parameter omobility_id is given 51 times; at most 50 are allowed at once (max-omobility-ids).");
    for (const as of ["us", "portal", "nobody"] as const) expect(emptyRootOf(await get(["full"], { as }))).toMatchObject({ root: "omobilities-get-response" });
  });

  test("index lists what get serves; filters are joined by AND, and what went ahead counts as modified", async () => {
    expect(await index()).toEqual(["ahead", "full", "gone"]);
    expect(await index([["receiving_academic_year_id", "2025/2026"]])).toEqual(["gone"]);
    expect(await index([["receiving_hei_id", P], ["receiving_hei_id", "unknown.example"]])).toEqual(["ahead", "full", "gone"]);
    expect(await index([["receiving_hei_id", Q]])).toEqual([]);
    const [later] = (await net.store.learningAgreements.listOutgoing(US, {}, { limit: 1 })).items;
    expect(await index([["modified_since", later?.changedAt.toISOString() ?? ""]])).toEqual(["ahead"]);
    expect(await index([["modified_since", "2199-01-01T00:00:00Z"]])).toEqual([]);
    expect(refusalOf(await net.ask("omobilities/v2/index", [["sending_hei_id", US], ["modified_since", "2026-03-02"]]), net)).toMatch(/^400 The parameter modified_since is wrong/);
  });
});

describe("imobilities 1", () => {
  test("our verdict about the present proposal, with comment and days, by the caller's ids", async () => {
    const xml = await ask("imobilities/v1/get", [["receiving_hei_id", US], ...["waiting", "refused", "elder", "unknown"].map((id) => ["omobility_id", id] as const)]);
    expect([textsOf(xml, "omobility-id"), textsOf(xml, "status"), textsOf(xml, "comment"), textsOf(xml, "actual-arrival-date")])
      .toEqual([["waiting", "refused", "elder"], ["pending", "rejected", "verified"], ["no &lt;room&gt;"], ["2026-09-01"]]);
    expect(textsOf(await ask("imobilities/v1/get", [["receiving_hei_id", US], ["omobility_id", "refused"]], { as: "q" }), "status")).toEqual([]);
    expect(refusalOf(await net.ask("imobilities/v1/get", [["receiving_hei_id", P], ["omobility_id", "x"]]), net)).toBe(`400 The parameter receiving_hei_id is not the institution of this address; expected ${US}.`);
  });
});

test.each(["omobility-cnr", "imobility-cnr"])("decided in PROTOCOL 8: %s 1 is taken without and with any institution, whom to ask says the key", async (name) => {
  const forms: readonly Form[] = [[], [["sending_hei_id", Q], ["receiving_hei_id", Q]]];
  for (const form of forms) {
    expect(emptyRootOf(documentOf(await net.ask(`${name}/v1`, [...form, ["omobility_id", `notified-${form.length}`]], { method: "POST" }), net))).toMatchObject({ root: `${name}-response` });
    expect((await net.store.outbox.list(US, { objectId: omobilityId(`notified-${form.length}`) }, { limit: 10 })).items.map(({ partnerHeiId }) => partnerHeiId)).toContain(P);
  }
});

test("a partner that reads how far a mobility is hears of it; one of the current workflow does not, since nothing of the nomination changed", async () => {
  const notices = async (id: string) => (await net.store.outbox.list(US, { objectId: id, kinds: ["omobility-cnr"] }, { limit: 10 })).items.map(({ partnerHeiId, state }) => [partnerHeiId, state]);
  const heard = { status: "verified", at: new Date(0), exchangeId: "e" } as const;
  for (const one of [omobility({ id: "older", status: "approved", heard }), omobility({ id: "current", status: "approved" })]) {
    await enter(one);
    const proposalId = await proposeLa(net.store.learningAgreements, { id: one.id, heiId: US, partnerHeiId: P });
    expect(await notices(one.id)).toEqual([]);
    expect((await net.ask("omobility-las/v1/update", [], { method: "POST", body: approvalXml(US, one.id, proposalId), headers: { "content-type": "text/xml" } })).status).toBe(200);
  }
  expect([await notices("older"), await notices("current")]).toEqual([[[P, "waiting"]], []]);
  for (const id of ["recognized", "undecided"]) {
    await enter(omobility({ id, status: "approved", heard }));
    const key = { heiId: US, partnerHeiId: P, omobilityId: omobilityId(id) };
    await net.store.transcripts.decideReceived(key, (_found, at) => ({ changes: [{ kind: "recognition-decided", ...key, sendingHeiId: US, at, actor: "office", version: 1, status: id === "undecided" ? "open" : "positive" }] }));
  }
  expect([await notices("recognized"), await notices("undecided")]).toEqual([[[P, "waiting"]], []]);
});
