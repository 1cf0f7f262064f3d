/** Learning agreements of partners through the office door, with a partner that is told what to serve. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { LaDocument, Proposal, SignedComponents } from "../../../src/domain/learning-agreements/model.js";
import type { LaAnswer } from "../../../src/domain/learning-agreements/outgoing.js";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { component, officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";
import { type Office, PARTNER, startOffice, US } from "../support/office.js";

const IN = `/institutions/${US}/incoming-learning-agreements`;

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

/** What the partner serves, what it was told, and how it takes that. */
let served: LaDocument | undefined;
let told: LaAnswer[];
let refusal: PartnerFailure | undefined;
beforeEach(() => {
  [told, refusal] = [[], undefined];
  office.scripts.las = {
    ...office.scripts.las,
    fetch: async () => served && { document: served, exchangeId: "read" },
    update: async (_scope, answer) => {
      told.push(answer);
      if (refusal) throw refusal;
      return "told";
    },
  };
});

const bySome = (components = sampleComponents()): SignedComponents => ({ components, student: studentSigns(), sending: officerSigns("Anna") });
const proposal = (id: string, more: Partial<Proposal> = {}): Proposal => ({ id, ...bySome(), ...more });
const document = (id: string, more: Partial<LaDocument>): LaDocument => {
  const { sending, receiving, ...rest } = sampleDetails();
  return { omobilityId: omobilityId(id), ...rest, sending: { ...sending, heiId: PARTNER }, receiving: { ...receiving, heiId: US }, ...more };
};
const call = (id: string, action: string, body?: object) => office.call("post", `${IN}/${PARTNER}/${id}/${action}`).send(body);
const shown = async (id: string) => (await office.call("get", `${IN}/${PARTNER}/${id}`).expect(200)).body;
const listed = async (id: string) => (await office.call("get", `${IN}?partner=${PARTNER}&limit=200`).expect(200)).body.items.find(({ omobilityId: of }: { omobilityId: string }) => of === id);
const arrive = async (id: string, more: Partial<LaDocument>) => {
  served = document(id, more);
  return (await call(id, "refresh").expect(200)).body;
};
const reviewed = { proposalId: "p1", reviewedVersion: 1, signature: officerSigns("Bo", "2026-06-01T10:00:00Z") };
const deliver = (id: string) => office.services.learningAgreements.tell(US, PARTNER, id);
/** Ends the delivery of the answer as the worker would. */
const deliveryEnds = async (id: string, state: "stopped" | "expired", reason: string) => {
  const rows = await office.store.outbox.claim({ now: office.clock.now(), leaseMs: 60_000, limit: 50, perPartner: 50 });
  for (const row of rows.filter(({ kind, objectId }) => kind === "update-omobility-la" && objectId === id))
    await office.store.outbox.finish(row, { state, reason, dueAt: office.clock.now(), endedAt: office.clock.now() });
};

describe("a proposal of a first version", () => {
  test("is shown, approved with a signature, and told once", async () => {
    const known = await arrive("approved", { proposal: proposal("p1") });
    expect(known).toMatchObject({
      status: "awaiting", turn: "receiving", partnerName: "Lake University", problems: [], current: { version: 1, exchangeId: "read", document: { omobilityId: "approved", details: { receivingAcademicYear: "2026/2027" }, proposal: { id: "p1" } } },
      comparison: { next: sampleComponents(), credits: { next: [{ table: "studied", value: "12" }, { table: "recognized", value: "5.5" }] } }, proposals: [{ proposalId: "p1", outcome: "awaiting" }],
    });
    const [first, second] = [(await call("approved", "approve", reviewed).expect(200)).body, (await call("approved", "approve", { ...reviewed, signature: officerSigns("Bo", "2026-06-01T10:00:01Z") }).expect(200)).body];
    expect([first.turn, first.answer.state, second.revision, second.answer]).toEqual(["nobody", "waiting", first.revision, first.answer]);
    await deliver("approved");
    await deliver("approved");
    expect(told).toEqual([{ verdict: "approve", proposalId: "p1", signature: reviewed.signature }]);
    expect(await shown("approved")).toMatchObject({ status: "approved", answer: { state: "accepted", exchangeId: "told", reviewedVersion: 1 } });
    expect((await call("approved", "tell")).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:nothing-to-tell" });
  });

  test("is commented, and who says otherwise afterwards is refused", async () => {
    await arrive("commented", { proposal: proposal("p1") });
    expect((await call("commented", "comment", { ...reviewed, comment: " " })).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:comment-missing", errors: [{ field: "comment", problem: "is missing" }] });
    expect((await call("commented", "comment", { ...reviewed, comment: "Logic\u0001" })).body).toMatchObject({ status: 400, errors: [{ field: "comment" }] });
    await call("commented", "comment", { ...reviewed, comment: "Logic is not held." }).expect(200);
    expect((await call("commented", "approve", reviewed)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:answered-already" });
    await deliver("commented");
    expect(told).toEqual([{ verdict: "comment", comment: "Logic is not held.", proposalId: "p1", signature: reviewed.signature }]);
    expect(await shown("commented")).toMatchObject({ status: "rejected", answer: { verdict: "comment", comment: "Logic is not held.", state: "accepted" } });
  });

  test("that makes unclear what would be approved is shown with its problems and cannot be approved", async () => {
    const known = await arrive("unclear", { proposal: proposal("p1", { components: { studied: [], recognized: [] } }), iscedFCode: "54" });
    expect(known.problems).toEqual([
      { field: "iscedFCode", problem: "is not a four-digit ISCED-F code", expected: "four digits, e.g. 0314", blocking: false },
      { field: "proposal", problem: "there is no component", expected: "at least one component", blocking: true },
    ]);
    expect((await call("unclear", "approve", reviewed)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:partner-la-invalid", errors: [{ field: "proposal" }] });
  });
});

describe("changes", () => {
  const agreed = { firstVersion: { ...bySome(), receiving: officerSigns("Bo") } };
  test("are compared with what was approved last", async () => {
    const changes = { studied: [{ ...component("Logic"), change: { status: "deleted" as const } }, component("Topology", { change: { status: "inserted" } })] };
    const { comparison, status } = await arrive("changes", { ...agreed, proposal: proposal("p2", { components: changes, studentChanges: { familyName: "Petrov" } }) });
    expect([status, comparison.changedStudentFields, comparison.credits]).toEqual(["awaiting", ["familyName"], {
      agreed: [{ table: "studied", scheme: "ects", value: "12" }, { table: "recognized", scheme: "ects", value: "5.5" }], next: [{ table: "studied", scheme: "ects", value: "12" }, { table: "recognized", scheme: "ects", value: "5.5" }],
    }]);
    expect(comparison.differences.map(({ what, component: { title } }: { what: string; component: { title: string } }) => `${what} ${title}`)).toEqual(["removed Logic", "added Topology"]);
  });

  test("a partner that starts again is accepted knowingly only", async () => {
    await arrive("again", agreed);
    expect(await arrive("again", { proposal: proposal("p1") })).toMatchObject({ restart: { lastVersion: 1 }, agreed: { receiving: { name: "Bo" } } });
    expect((await call("again", "approve", { ...reviewed, reviewedVersion: 2 })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:restarted" });
    await call("again", "approve", { ...reviewed, reviewedVersion: 2, acceptsRestart: true }).expect(200);
  });
});

describe("conflicts and failures", () => {
  test("what changed after it was looked at is not answered: 409; another revision 412", async () => {
    await arrive("moved", { proposal: proposal("p1") });
    const { revision } = await arrive("moved", { proposal: proposal("p2") });
    expect((await call("moved", "approve", reviewed)).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:changed-since-review", userMessages: [{ text: expect.any(String) }] });
    expect((await call("moved", "approve", { ...reviewed, proposalId: "p2", reviewedVersion: 2 }).set("If-Match", `"${revision - 1}"`)).body).toMatchObject({ status: 412, details: { expected: revision - 1, present: revision } });
  });

  test("a 409 of the partner is shown with three sides, and decided again", async () => {
    await arrive("raced", { proposal: proposal("p1") });
    await call("raced", "approve", reviewed).expect(200);
    refusal = new PartnerFailure({ reason: "The partner refused the request: it answered 409.", retry: false, status: 409 });
    await deliver("raced");
    expect(await arrive("raced", { proposal: proposal("p2", { components: sampleComponents({ studied: [component("Logic")] }) }) })).toMatchObject({
      turn: "receiving", answer: { state: "outdated", reason: "The partner says that this is not its current proposal any more." },
      threeWay: { base: { id: "p1" }, mine: { verdict: "approve", proposalId: "p1" }, theirs: { id: "p2" }, differences: [{ table: "studied", what: "removed", component: { title: "Introductory calculus" } }] },
    });
    expect((await call("raced", "approve", { ...reviewed, proposalId: "p2", reviewedVersion: 2 }).expect(200)).body).toMatchObject({ answer: { state: "waiting", proposalId: "p2" } });
  });

  test("refused for another reason it is shown with the reason, and may be given again", async () => {
    await arrive("refused", { proposal: proposal("p1") });
    await call("refused", "approve", reviewed).expect(200);
    refusal = new PartnerFailure({ reason: "The partner refused the request: it answered 400.", retry: false, status: 400, exchangeId: "no" });
    await expect(deliver("refused")).rejects.toThrow("it answered 400");
    expect(await shown("refused")).toMatchObject({ turn: "receiving", answer: { state: "refused", reason: "The partner refused the request: it answered 400.", exchangeId: "no" } });
    refusal = undefined;
    expect((await call("refused", "approve", reviewed).expect(200)).body.answer.state).toBe("waiting");
    await deliver("refused");
    expect((await shown("refused")).answer.state).toBe("accepted");
  });

  test.each(["stopped", "expired"] as const)("an answer whose delivery %s says so with the reason, and is told again when asked", async (state) => {
    const id = `answer-${state}`;
    await arrive(id, { proposal: proposal("p1") });
    await call(id, "approve", reviewed).expect(200);
    await deliveryEnds(id, state, "The partner does not answer.");
    const untold = { turn: "receiving", nextStepCode: "answer-not-told" };
    expect(await shown(id)).toMatchObject({ ...untold, answer: { state, reason: "The partner does not answer.", deliveryId: expect.any(String) } });
    expect(await listed(id)).toMatchObject({ ...untold, answerState: state, answerReason: "The partner does not answer." });
    const { status, body } = await call(id, "tell");
    expect([status, body.answer.state, body.turn]).toEqual([202, "waiting", "nobody"]);
    expect(await listed(id)).toMatchObject({ turn: "nobody", nextStepCode: "answer-under-way", answerState: "waiting" });
    expect((await office.store.outbox.list(US, { objectId: id, kinds: ["update-omobility-la"], states: ["waiting"] }, { limit: 10 })).items).toHaveLength(1);
    await deliver(id);
    expect(await listed(id)).toMatchObject({ status: "approved", turn: "nobody", answerState: "accepted" });
  });

  test("an answer whose delivery is long forgotten is told again, too", async () => {
    await arrive("forgotten", { proposal: proposal("p1") });
    await call("forgotten", "approve", reviewed).expect(200);
    await deliveryEnds("forgotten", "expired", "The partner does not answer.");
    await office.store.outbox.forget({ delivered: new Date(0), failed: new Date(office.clock.now().getTime() + 1) });
    expect(await listed("forgotten")).toMatchObject({ turn: "receiving", answerState: "stopped", answerReason: "Nothing is under way any more that would tell it to the partner." });
    expect((await call("forgotten", "tell").expect(202)).body).toMatchObject({ turn: "nobody", answer: { state: "waiting" } });
  });

  test("that is gone stays known; a silent partner is 504 with the reason; what never was is 404", async () => {
    await arrive("gone", { proposal: proposal("p1") });
    served = undefined;
    expect((await call("gone", "refresh").expect(200)).body).toMatchObject({ goneAt: expect.any(String), status: "withdrawn", turn: "nobody", current: { version: 1 } });
    expect((await call("gone", "approve", reviewed)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:gone" });
    expect((await call("never", "refresh")).body).toMatchObject({ status: 404, detail: "There is no learning agreement with this id." });
    office.scripts.las.fetch = async () => { throw new PartnerFailure({ reason: "The partner does not answer.", retry: true }); };
    expect((await call("gone", "refresh")).body).toMatchObject({ status: 504, detail: "The partner's system failed: The partner does not answer." });
  });
});

test("lists by partner, year and status; versions and timeline", async () => {
  const receivingAcademicYear = "2031/2032";
  await arrive("l-1", { receivingAcademicYear, proposal: proposal("p1") });
  await arrive("l-2", { receivingAcademicYear, firstVersion: { ...bySome(), receiving: officerSigns("Bo") } });
  await arrive("l-1", { receivingAcademicYear, proposal: proposal("p2"), eqfLevel: 9 });
  const list = async (query: string) => (await office.call("get", `${IN}?academicYear=2031/2032&${query}`).expect(200)).body.items;
  const ids = async (query: string) => (await list(query)).map(({ omobilityId: id }: { omobilityId: string }) => id);
  expect([await ids("status=awaiting"), await ids("status=approved"), await ids("status=withdrawn"), await ids("partner=mont.example"), await ids(`partner=${PARTNER}`)]).toEqual([["l-1"], ["l-2"], [], [], ["l-1", "l-2"]]);
  expect((await list("status=awaiting"))[0]).toMatchObject({ turn: "receiving", mobilityType: "semester", studentName: "Ivan Petrovich Sidorov", problems: 1 });
  const history = async (what: string) => (await office.call("get", `${IN}/${PARTNER}/l-1/${what}`).expect(200)).body.items;
  expect((await history("versions")).map(({ version, exchangeId, document: { proposal: of } }: { version: number; exchangeId: string; document: { proposal: { id: string } } }) => [version, exchangeId, of.id])).toEqual([[2, "read", "p2"], [1, "read", "p1"]]);
  expect((await history("timeline")).map(({ kind, actor }: Record<string, string>) => [kind, actor])).toEqual([["incoming-la-seen", "partner"], ["incoming-la-seen", "partner"]]);
  for (const path of ["", "/versions", "/timeline"]) await office.call("get", `${IN}/${PARTNER}/never${path}`).expect(404);
});
