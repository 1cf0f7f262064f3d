/** The sending side's state machine (PROTOCOL 6.4.1 to 6.4.3), as a whole and case by case. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { NominationStatus, Omobility } from "../../../src/domain/nominations/model.js";
import { statusOf } from "../../../src/domain/nominations/standing.js";
import * as transitions from "../../../src/domain/nominations/transitions/omobility.js";
import { EwpError } from "../../../src/kernel/errors.js";
import { heiId, omobilityId } from "../../../src/kernel/ids.js";
import { content, omobility, student } from "../../support/nominations/samples.js";
import { refusing } from "../../support/nominations/refusing.js";

let ids = 0;
const context = (): transitions.Context => ({ now: new Date(1_800_000_000_000 + ids), actor: "office", newProposalId: () => `id-${++ids}` });
const ROOM = ["room", "other", undefined] as const;
const COMMANDS = {
  edit: (own: Omobility, pick: number) => transitions.edit(own, { student: student({ email: `mail${pick % 2}@rive.example` }), content: content({ ...(ROOM[pick % 3] && { comment: ROOM[pick % 3] as string }) }), problems: [] }, context()),
  otherPerson: (own: Omobility) => transitions.edit(own, { student: student({ globalId: "urn:schac:personalUniqueCode:int:esi:rive.example:1" }), content: own.proposal.content, problems: [] }, context()),
  send: (own: Omobility) => transitions.send(own, { problems: [] }, context()),
  cancel: (own: Omobility) => transitions.cancel(own, {}, context()),
  deliver: (own: Omobility) => transitions.deliver(own, { proposalId: own.proposal.id, by: "get" }, context()),
  deliverOld: (own: Omobility) => transitions.deliver(own, { proposalId: "old", by: "get" }, context()),
  approve: (own: Omobility) => transitions.judge(own, { decision: "approve", proposalId: own.proposal.id, exchangeId: "e" }, context()),
  reject: (own: Omobility) => transitions.judge(own, { decision: "reject", proposalId: own.proposal.id, comment: "full", exchangeId: "e" }, context()),
  approveOld: (own: Omobility) => transitions.judge(own, { decision: "approve", proposalId: "old", exchangeId: "e" }, context()),
  arrive: (own: Omobility) => transitions.report(own, { arrival: "2026-09-01", exchangeId: "e" }, context()),
} as const;

/** What may follow what, once it is sent; everything else stays as it was. */
const NEXT: Readonly<Record<NominationStatus, readonly NominationStatus[]>> = {
  pending: ["pending", "approved", "rejected", "cancelled"], approved: ["approved", "rejected", "cancelled"], rejected: ["rejected", "pending", "cancelled"], cancelled: ["cancelled"],
};

test("whatever happens: the proposal id changes if and only if the content does, and is never used again; statuses follow the table", () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[])), fc.nat(11)), { maxLength: 30 }), (steps) => {
    let [own] = transitions.create({ id: omobilityId("x"), heiId: heiId("a"), partnerHeiId: heiId("b"), student: student(), content: content(), problems: [] }, context()).omobilities as [Omobility];
    const used = new Set([own.proposal.id]);
    for (const [name, pick] of steps) {
      const before = own;
      try {
        const decision = COMMANDS[name](own, pick);
        own = decision.omobilities?.[0] ?? own;
        expect(decision.changes.length > 0).toBe(own !== before);
        if (own !== before) expect(own.revision).toBe(before.revision + 1);
        expect(own.version - before.version).toBe(decision.changes.filter(({ kind }) => kind === "omobility-changed").length);
      } catch (error) {
        if (!(error instanceof EwpError)) throw error;
      }
      const changed = !isDeepStrictEqual(own.proposal.content, before.proposal.content);
      expect(own.proposal.id !== before.proposal.id).toBe(changed);
      if (changed) expect([used.has(own.proposal.id), own.status, own.delivered]).toEqual([false, "pending", undefined]);
      used.add(own.proposal.id);
      if (before.stage === "sent") expect([own.stage, own.student.globalId, NEXT[before.status].includes(own.status)]).toEqual(["sent", before.student.globalId, true]);
      expect(own.verdicts.slice(0, before.verdicts.length)).toEqual(before.verdicts);
    }
  }), { numRuns: 500 });
});

describe("the receiving institution's decision (PROTOCOL 6.4.3)", () => {
  const judge = (own: Omobility, decision: "approve" | "reject", facts: object = {}) =>
    transitions.judge(own, { decision, proposalId: own.proposal.id, exchangeId: "e2", ...(decision === "reject" && { comment: "no room" }), ...facts }, context());
  const own = (status: NominationStatus, facts: Omit<Partial<Omobility>, "id"> = {}) => omobility({ id: "m", status, ...facts });

  test("approves and rejects what is pending, keeps the decision, and tells that the partner has it", () => {
    const [approved] = judge(own("pending"), "approve").omobilities ?? [];
    expect(approved).toMatchObject({ status: "approved", proposal: { id: "proposal-m" }, version: 2, delivered: { by: "get" }, verdicts: [{ decision: "approve", proposalId: "proposal-m", exchangeId: "e2" }] });
    expect(judge(own("pending"), "reject").changes).toMatchObject([{ kind: "omobility-changed", what: "rejected", omobilityId: "m", sendingHeiId: "rive.example" }]);
  });

  test("row 8.15: it may reject what it approved, under the same proposal id; both decisions stay", () => {
    const [approved] = judge(own("pending"), "approve").omobilities ?? [];
    const [rejected] = judge(approved as Omobility, "reject").omobilities ?? [];
    expect([rejected?.status, rejected?.proposal.id, rejected?.verdicts.map(({ decision, comment }) => [decision, comment])]).toEqual(["rejected", "proposal-m", [["approve", undefined], ["reject", "no room"]]]);
  });

  test.each([["approved", "approve"], ["rejected", "reject"]] as const)("the same again changes nothing: %s", (status, decision) =>
    expect(judge(own(status), decision)).toEqual({ changes: [] }));

  test.each<[string, () => unknown, string]>([
    ["row 8.15: a stale proposal id", () => judge(own("pending"), "approve", { proposalId: "old" }), "409 The proposal-id is not the current one: get the nomination again."],
    ["row 8.15: a cancelled nomination", () => judge(own("cancelled"), "approve"), "409 The nomination is cancelled."],
    ["a cancelled nomination with a stale id", () => judge(own("cancelled"), "approve", { proposalId: "old" }), "409 The nomination is cancelled."],
    ["an approval after a rejection", () => judge(own("rejected"), "approve"), "409 The proposal was rejected; a new one is needed before it can be approved."],
    ["a rejection without a reason", () => judge(own("pending"), "reject", { comment: " " }), "400 A rejection needs a comment that says why."],
    ["a draft", () => judge(own("pending", { stage: "draft" }), "approve"), "400 There is no nomination with this omobility-id for the calling institution."],
  ])("%s is refused", (_name, act, told) => expect(refusing(act)).toBe(told));

  test("every 409 has a word for the person at the partner", () => {
    for (const act of [() => judge(own("pending"), "approve", { proposalId: "old" }), () => judge(own("cancelled"), "approve"), () => judge(own("rejected"), "approve")])
      try {
        act();
      } catch (error) {
        expect((error as EwpError).userMessages).toHaveLength(1);
      }
    expect.assertions(3);
  });
});

describe("the sending office", () => {
  const sent = (facts: Omit<Partial<Omobility>, "id"> = {}) => omobility({ id: "m", ...facts });
  const edit = (own: Omobility, form: Partial<transitions.NominationForm>) => transitions.edit(own, { student: own.student, content: own.proposal.content, problems: [], ...form }, context());

  test("student data may change after the approval; status, proposal id and delivery stay, and the partner hears of it (PROTOCOL 6.4.1)", () => {
    const before = sent({ status: "approved", delivered: { at: new Date(0), by: "get" } });
    const { omobilities: [after] = [], changes } = edit(before, { student: student({ familyNames: [{ text: "Other" }] }) });
    expect([after?.status, after?.proposal, after?.delivered]).toEqual(["approved", before.proposal, before.delivered]);
    expect(changes).toMatchObject([{ kind: "omobility-changed", what: "student-changed" }]);
  });

  test("a rejected nomination goes again by being changed, under a new proposal id", () => {
    const { omobilities: [after] = [] } = edit(sent({ status: "rejected" }), { content: content({ eqfLevel: 7 }) });
    expect([after?.status, after?.proposal.id === "proposal-m"]).toEqual(["pending", false]);
  });

  test("replacing cancels, and makes a draft with a new id that says so", () => {
    const { omobilities: [old, fresh] = [], changes } = transitions.replace(sent({ status: "approved" }), { id: omobilityId("n"), student: student(), content: content({ eqfLevel: 7 }), problems: [] }, context());
    expect([old?.status, old?.replacedBy, fresh?.id, fresh?.stage, fresh?.replaces, fresh?.revision]).toEqual(["cancelled", "n", "n", "draft", "m", 1]);
    expect(changes.map(({ kind }) => kind)).toEqual(["omobility-changed", "omobility-drafted"]);
  });

  test("the letter case of an identifier names nobody else", () => {
    const { changes } = edit(sent(), { student: student({ globalId: student().globalId.toUpperCase() }) });
    expect(changes.map(({ kind }) => kind)).toEqual(["omobility-changed"]);
  });

  test.each<[string, () => unknown, string]>([
    ["content of what is approved", () => edit(sent({ status: "approved" }), { content: content({ eqfLevel: 7 }) }), "422 The nomination is approved, so its content cannot change."],
    ["another person", () => edit(sent(), { student: student({ globalId: "urn:schac:personalUniqueCode:int:esi:rive.example:7" }) }), "422 The person behind a mobility never changes."],
    ["what is cancelled", () => edit(sent({ status: "cancelled" }), { content: content({ eqfLevel: 7 }) }), "422 The nomination is cancelled."],
    ["sending what is rejected", () => transitions.send(sent({ status: "rejected" }), { problems: [] }, context()), "422 A rejected proposal can only be sent again when it says something else."],
    ["replacing a draft", () => transitions.replace(sent({ stage: "draft" }), { id: omobilityId("n"), student: student(), content: content(), problems: [] }, context()), "422 The nomination is still a draft."],
  ])("%s is refused", (_name, act, told) => expect(refusing(act)).toBe(told));

  test("what its office calls it", () => {
    expect([sent({ stage: "draft" }), sent(), sent({ delivered: { at: new Date(0), by: "get" } }), sent({ status: "approved", delivered: { at: new Date(0), by: "get" } }), sent({ stage: "draft", status: "cancelled" })].map(statusOf))
      .toEqual(["draft", "pending", "delivered", "approved", "cancelled"]);
  });
});
