/** The inbox through the office door: what waits, for whom, by when, and what can be done. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import request from "supertest";
import type { Access } from "../../../src/domain/access/caller.js";
import { composeInbox } from "../../../src/app/inbox.js";
import { SCOPES, type Scope } from "../../../src/domain/access/scopes.js";
import { ACTION_SCOPES } from "../../../src/domain/inbox/actions.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { content, student } from "../../support/nominations/samples.js";
import { act, arrives, bound, created, freshPartnerId, inForce, shown } from "../support/journey.js";
import { contractOperations } from "../support/contract.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";
import { condition, partnerCopy, terms } from "../support/terms.js";

const INBOX = `/institutions/${US}/inbox`;
let office: Office;
beforeAll(async () => {
  office = await startOffice();
  await office.call("put", `/institutions/${US}/units/140`).send({ code: "MATH", names: [{ text: "Faculty of Mathematics" }] }).expect(201);
  await office.store.institutions.putOunit({ heiId: US, id: "ou-law", revision: 1, code: "LAW", names: [{ text: "Law" }], websiteUrls: [], factsheetUrls: [], contacts: [], changedAt: office.clock.now() });
});
afterAll(() => office.close());

interface Item { readonly id: string; readonly kind: string; readonly objectId: string; readonly group: string; readonly since: string; readonly unitIds: string[] }
const page = async (query = "") => (await office.call("get", `${INBOX}${query}`).expect(200)).body;
const itemOf = async (kind: string, objectId: string) => (await page(`?kind=${kind}&limit=200`)).items.find((item: Item) => item.objectId === objectId);

afterEach(async () => {
  const reader = { access: [{ scopes: SCOPES }] };
  const fresh = composeInbox({ store: office.store, agreements: office.services.agreements, profiles: office.services.partnerProfiles, stuckAfterDays: 14, system: { clock: office.clock, ids: office.services.ids, logger: office.log } }).inbox;
  const byId = (items: readonly { readonly id: string }[]) => [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(byId(await office.services.inbox.all(US, reader))).toEqual(byId(await fresh.all(US, reader)));
});

describe("agreements", () => {
  test("from draft to in force: each step says whose turn it is, and what is settled is gone at once", async () => {
    const draft = await created(office, { owner: { iiaCode: "RIV-INBOX", ounitId: "ou-law" } });
    expect(await itemOf("agreement", draft.id)).toEqual({
      id: `agreement/${PARTNER}/${draft.id}`, kind: "agreement", group: "waiting-for-us", partnerHeiId: PARTNER, partnerName: "Lake University", objectId: draft.id, address: `agreements/${draft.id}`,
      label: "RIV-INBOX", unitIds: ["ou-law"], turn: "us", code: "draft", data: { iiaCode: "RIV-INBOX" }, sentence: "This is your draft. Send it when it is complete.",
      since: "2026-03-01T08:00:00.000Z", revision: 1, actions: ["sendAgreement", "editAgreement", "linkAgreement"],
    });
    await act(office, draft.id, "send").expect(200);
    expect(await itemOf("agreement", draft.id)).toMatchObject({ turn: "partner", group: "waiting-for-them", code: "sent", revision: 2 });
    const theirId = freshPartnerId();
    office.scripts.partner.serve(partnerCopy(theirId, draft.id));
    await arrives(office, theirId);
    expect(await itemOf("incoming-copy", theirId)).toBeUndefined();
    const { partnerHash } = (await office.call("get", `/institutions/${US}/agreements?q=RIV-INBOX`).expect(200)).body.items[0];
    expect(await itemOf("agreement", draft.id)).toMatchObject({ turn: "both", group: "new", code: "both-to-approve", hash: partnerHash, identical: true, actions: ["compareAgreement", "approveAgreement", "editAgreement", "checkAgreement"] });
    await act(office, draft.id, "approve", { reviewedHash: partnerHash }).expect(200);
    const waiting = await itemOf("agreement", draft.id);
    expect([waiting.turn, waiting.code, waiting.identical]).toEqual(["partner", "partner-to-approve", undefined]);
    office.scripts.partner.approve(draft.id, (await shown(office, draft.id)).mine.hash);
    await act(office, draft.id, "refresh").expect(200);
    expect(await itemOf("agreement", draft.id)).toBeUndefined();
  });

  test("a change of the partner after it was agreed is changed, and not identical", async () => {
    const { id, theirId } = await inForce(office);
    const copy = partnerCopy(theirId, id);
    office.scripts.partner.serve({ ...copy, conditions: copy.conditions.map((one) => ({ ...one, mobilitiesPerYear: 9 })) });
    await arrives(office, theirId);
    const item = await itemOf("agreement", id);
    expect(item).toMatchObject({ turn: "us", group: "changed", news: "changed", code: "changed-by-partner" });
    expect(item).not.toHaveProperty("identical");
    expect((await page("?identical=true")).items.map(({ objectId }: Item) => objectId)).not.toContain(id);
  });

  test("only order and what is not hashed may differ in what is identical", async () => {
    const { id, theirId } = await bound(office);
    const copy = partnerCopy(theirId, id);
    const serves = async (more: object) => {
      office.scripts.partner.serve({ ...copy, ...more });
      await arrives(office, theirId);
      return (await itemOf("agreement", id)).identical;
    };
    const [first] = copy.conditions;
    expect(await serves({ owner: { ...copy.owner, contacts: [] } })).toBe(true);
    expect(await serves({ conditions: [{ ...first, totalMonthsPerYear: "10.5" }] })).toBe(true);
    expect(await serves({ conditions: [{ ...first, totalMonthsPerYear: "10.60" }] })).toBeUndefined();
    expect(await serves({ conditions: [first, { ...first, kind: "student-traineeship" }] })).toBeUndefined();
    expect(await serves({ partner: { ...copy.partner, iiaId: undefined } })).toBeUndefined();
  });

  test("a copy that nobody is linked with", async () => {
    const [theirId, forOurs] = [freshPartnerId(), freshPartnerId()];
    const { id } = await created(office);
    office.scripts.partner.serve(partnerCopy(theirId));
    office.scripts.partner.serve(partnerCopy(forOurs, id));
    for (const one of [theirId, forOurs]) await arrives(office, one);
    expect(await itemOf("incoming-copy", theirId)).toMatchObject({ group: "new", turn: "us", code: "received", address: `incoming/${PARTNER}/${theirId}`, actions: ["getIncoming", "linkAgreement", "adoptIncoming"], label: `LAC ${theirId}` });
    await office.call("post", `/institutions/${US}/incoming/${PARTNER}/${theirId}/adopt`).expect(201);
    expect(await itemOf("incoming-copy", theirId)).toBeUndefined();
  });
});

describe("students", () => {
  /** Where several agreements are in force a nomination has to name one. */
  const nominate = async (agreementId: string) => (await office.call("post", `/institutions/${US}/outgoing-nominations`).send({ partnerHeiId: PARTNER, student: student(), nomination: content({ sendingOunitId: "ou-law" }), agreementId }).expect(201)).body;

  test("a nomination of ours, until the learning agreement goes on with it", async () => {
    const { id } = await nominate((await inForce(office)).id);
    expect(await itemOf("outgoing-nomination", id)).toMatchObject({ turn: "us", group: "waiting-for-us", code: "draft", unitIds: ["ou-law"], label: "Ana María Núñez", data: { academicYear: "2026/2027" } });
    await office.call("post", `/institutions/${US}/outgoing-nominations/${id}/send`).expect(200);
    expect(await itemOf("outgoing-nomination", id)).toMatchObject({ turn: "partner", group: "waiting-for-them", code: "pending" });
    const scope = { heiId: US, partnerHeiId: PARTNER, id: omobilityId(id) };
    await office.store.nominations.decideOmobility(scope, (found, now) => ({ omobilities: found ? [{ ...found, revision: found.revision + 1, status: "approved", changedAt: now }] : [], changes: [] }));
    expect(await itemOf("outgoing-nomination", id)).toMatchObject({ group: "new", code: "approved", actions: ["createLa"] });
    const { sending, receiving, ...details } = sampleDetails();
    const command = { heiId: US, omobilityId: omobilityId(id), actor: "office" };
    await office.services.learningAgreements.create({ ...command, partnerHeiId: PARTNER, mobilityType: "semester", details: { ...details, sending: { ...sending, heiId: US }, receiving: { ...receiving, heiId: PARTNER } }, components: sampleComponents() });
    expect(await itemOf("outgoing-nomination", id)).toBeUndefined();
    expect(await itemOf("outgoing-learning-agreement", id)).toMatchObject({ turn: "us", code: "student-to-sign", unitIds: ["140"], due: { on: "2027-01-18", code: "signed-before-start" } });
    await office.services.learningAgreements.signAsStudent({ ...command, signature: studentSigns() });
    await office.services.learningAgreements.signAsSender({ ...command, signature: officerSigns("Anna") });
    expect(await itemOf("outgoing-learning-agreement", id)).toMatchObject({ turn: "partner", group: "waiting-for-them", code: "partner-to-answer", due: { on: "2027-01-18" } });
  });

  test("a nomination of the partner: by when to decide says our factsheet; arrival is asked for when the year has begun", async () => {
    const found = { student: student(), proposal: { id: "p1", content: content({ receivingOunitId: "ou-law" }) }, status: "pending" as const };
    office.scripts.nominations = { ...office.scripts.nominations, workflow: () => "current", fetch: async () => ({ ...found, exchangeId: "read" }) };
    await office.services.nominations.refreshNomination(US, PARTNER, omobilityId("inbox-1"));
    expect(await itemOf("incoming-nomination", "inbox-1")).toMatchObject({ turn: "us", group: "new", code: "to-decide", unitIds: ["ou-law"], proposalId: "p1", actions: ["approveNomination", "rejectNomination"] });
    const info = { email: "iro@rive.example", phoneNumber: { e164: "+41223791111" }, websiteUrls: [{ url: "https://rive.example" }] };
    await office.store.institutions.putFactsheet({
      heiId: US, revision: 1, studentNominations: { autumnTerm: "--05-15", springTerm: "--11-15" }, studentApplications: { autumnTerm: "--06-01", springTerm: "--12-01" },
      applicationInfo: info, additionalRequirements: [], decisionWeeksLimit: 3, torWeeksLimit: 5, accessibility: [], housingInfo: info, visaInfo: info, insuranceInfo: info, additionalInfo: [], changedAt: office.clock.now(),
    });
    expect((await itemOf("incoming-nomination", "inbox-1")).due).toEqual({ on: "2026-03-22", code: "decision" });
    await office.store.nominations.decideImobility({ heiId: US, partnerHeiId: PARTNER, id: omobilityId("inbox-1") }, (known, now) => ({ ...(known && { imobility: { ...known, revision: known.revision + 1, current: { ...known.current, status: "approved" }, changedAt: now } }), changes: [] }));
    expect(await itemOf("incoming-nomination", "inbox-1")).toBeUndefined();
    const before = office.clock.now();
    office.clock.set("2026-09-02T08:00:00Z");
    expect(await itemOf("incoming-nomination", "inbox-1")).toMatchObject({ group: "waiting-for-us", code: "to-arrive", since: "2026-09-01T00:00:00.000Z", actions: ["enterStay"] });
    office.clock.set(before);
  });
});

describe("deliveries", () => {
  test("what was given up is stuck until it is sent again", async () => {
    const { id } = await created(office);
    await act(office, id, "send").expect(200);
    const rows = await office.store.outbox.claim({ now: office.clock.now(), leaseMs: 60_000, limit: 200, perPartner: 200 });
    const row = rows.find(({ objectId }) => objectId === id);
    if (!row) throw new Error("nothing is told");
    await office.store.outbox.finish(row, { state: "stopped", dueAt: office.clock.now(), endedAt: office.clock.now(), reason: "The partner answered 400." });
    expect(await itemOf("delivery", row.id)).toMatchObject({ group: "stuck", turn: "us", code: "stopped", data: { delivery: "iia-cnr", about: id, reason: "The partner answered 400." }, actions: ["retryDelivery"], address: `deliveries/${row.id}` });
    await office.call("post", `/institutions/${US}/deliveries/${row.id}/retry`).expect(202);
    expect(await itemOf("delivery", row.id)).toBeUndefined();
  });
});

test("actions are operations of the contract with the scopes that it names", async () => {
  const operations = new Map((await contractOperations()).map(({ id, scopes }) => [id, scopes]));
  for (const [action, scope] of Object.entries(ACTION_SCOPES)) expect([action, operations.get(action)]).toEqual([action, [scope]]);
});

describe("the list", () => {
  test("what has not changed for two weeks is stuck", async () => {
    const { id } = await created(office);
    office.clock.advance(14 * 86_400_000);
    expect((await itemOf("agreement", id)).group).toBe("waiting-for-us");
    office.clock.advance(1);
    expect((await itemOf("agreement", id)).group).toBe("stuck");
  });

  test.each(["partner", "due"])("pages by %s hold every item once", async (order) => {
    const whole = (await page(`?limit=200&order=${order}`)).items;
    const seen: Item[] = [];
    let next: string | undefined;
    do {
      const body = await page(`?limit=3&order=${order}${next === undefined ? "" : `&cursor=${next}`}`);
      seen.push(...body.items);
      next = body.next;
    } while (next !== undefined);
    expect(seen.length).toBeGreaterThan(6);
    expect(seen).toEqual(whole);
  });

  test("with a cursor of another order", async () => {
    const { next } = await page("?limit=1&order=due");
    expect((await office.call("get", `${INBOX}?cursor=${next}`)).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:bad-cursor" });
  });

  test("filters and the summary agree", async () => {
    const summary = (await office.call("get", `${INBOX}/summary`).expect(200)).body;
    const all = (await page("?limit=200")).items;
    expect([summary.total, summary.groups]).toEqual([all.length, Object.fromEntries(["new", "changed", "waiting-for-us", "waiting-for-them", "stuck"].map((group) => [group, all.filter((item: Item) => item.group === group).length]))]);
    for (const { kind, total } of summary.kinds) expect((await page(`?limit=200&kind=${kind}`)).items).toHaveLength(total);
    for (const group of ["changed", "stuck"]) expect((await page(`?limit=200&group=${group}`)).items).toHaveLength(summary.groups[group]);
    expect(summary.units.find(({ unitId }: { unitId: string }) => unitId === "140").total).toBe((await page("?limit=200&unit=140")).items.length);
    expect(summary.partners).toEqual([{ partnerHeiId: PARTNER, partnerName: "Lake University", total: all.length, groups: summary.groups }]);
    expect((await page("?partner=mont.example")).items).toEqual([]);
    expect((await page("?group=new&group=changed&limit=200")).items).toHaveLength(summary.groups.new + summary.groups.changed);
  });

  test("each caller sees the kinds that its scopes read, and the actions that they allow", async () => {
    const kinds = async (scopes: readonly Scope[]) => {
      const { body } = await request(office.app).get(`/api/v1${INBOX}?limit=200`).set("Authorization", await office.token(scopes)).expect(200);
      return { kinds: [...new Set(body.items.map(({ kind }: Item) => kind))].sort(), actions: [...new Set(body.items.flatMap(({ actions }: { actions: string[] }) => actions))].sort() };
    };
    expect(await kinds([])).toEqual({ kinds: [], actions: [] });
    expect(await kinds(["agreements:read"])).toEqual({ kinds: ["agreement", "incoming-copy"], actions: ["checkAgreement", "compareAgreement", "getIncoming"] });
    expect((await kinds(["mobilities:read", "mobilities:write"])).kinds).toEqual(["outgoing-learning-agreement"]);
  });

  test("a grant for units shows what belongs to them, and nothing that belongs to none", async () => {
    const seen = async (...access: Access[]) => (await office.services.inbox.all(US, { access })).map(({ kind, unitIds, actions }) => [kind, unitIds[0], actions.length > 0]);
    const scoped = { scopes: ["mobilities:read", "agreements:read"], unitIds: ["140"] } as const;
    expect(await seen(scoped)).toEqual([["outgoing-learning-agreement", "140", false]]);
    expect(await seen(scoped, { scopes: ["mobilities:write"], unitIds: ["140"] })).toEqual([["outgoing-learning-agreement", "140", true]]);
    expect(await seen({ ...scoped, heiIds: [PARTNER] })).toEqual([]);
    expect((await seen(scoped, { scopes: ["network:read"] })).map(([kind]) => kind)).toEqual(["outgoing-learning-agreement"]);
  });

  test("who asks right after a change sees it, also while another look is under way", async () => {
    const { id } = await bound(office);
    const early = office.services.inbox.all(US, { access: [{ scopes: SCOPES }] });
    const { body } = await office.call("put", `/institutions/${US}/agreements/${id}`).set("If-Match", `"${(await shown(office, id)).revision}"`).send(terms({ conditions: [condition({ mobilitiesPerYear: 3 })] })).expect(200);
    const [, late] = await Promise.all([early, office.services.inbox.all(US, { access: [{ scopes: SCOPES }] })]);
    const item = late.find(({ objectId }) => objectId === id);
    expect([item?.revision, item?.identical]).toEqual([body.revision, undefined]);
  });
});
