import { describe, expect, test } from "@jest/globals";
import type { IncomingLa } from "../../../../src/domain/learning-agreements/incoming.js";
import type { Proposal } from "../../../../src/domain/learning-agreements/model.js";
import type { OutgoingLa } from "../../../../src/domain/learning-agreements/outgoing.js";
import { incomingNextStep, outgoingNextStep } from "../../../../src/domain/learning-agreements/overview/next-step.js";
import { MOBILITY, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../../support/learning-agreements/sample-las.js";

const at = new Date("2026-03-01T08:00:00Z");
const signed = { components: sampleComponents(), student: studentSigns(), sending: studentSigns() };
const proposal: Proposal = { id: "p2", ...signed };
const times = { createdAt: at, changedAt: at };
const outgoing = (more: Partial<OutgoingLa>): OutgoingLa =>
  ({ omobilityId: MOBILITY, heiId: SENDER, partnerHeiId: RECEIVER, mobilityType: "semester", revision: 1, servedVersion: 0, details: sampleDetails(), rounds: [], ...times, ...more });
const incoming = ({ shown = {}, ...more }: Partial<IncomingLa> & { readonly shown?: Partial<IncomingLa["current"]["document"]> }): IncomingLa => ({
  omobilityId: MOBILITY, heiId: RECEIVER, partnerHeiId: SENDER, revision: 1, confirmedAt: at, proposals: [], ...times,
  current: { document: { omobilityId: MOBILITY, ...sampleDetails(), ...shown }, version: 1, exchangeId: "e", receivedAt: at }, ...more,
});
const round = (outcome: "rejected" | "approved") => ({ proposalId: "p1", sentAt: at, outcome });
const answer = (state: "waiting" | "refused" | "accepted", proposalId: string): NonNullable<IncomingLa["answer"]> =>
  ({ verdict: "comment", comment: "Which course?", proposalId, signature: studentSigns(), reviewed: proposal, reviewedVersion: 1, state, at });

describe("the next step at the sending office", () => {
  test.each<[string, Partial<OutgoingLa>, string, string]>([
    ["a draft", { draft: signed }, "student", "student-to-sign"],
    ["a draft after a comment", { draft: signed, rounds: [round("rejected")] }, "student", "student-to-sign-again"],
    ["signed by the student", { draft: { ...signed, studentSignature: studentSigns() } }, "sending", "us-to-sign"],
    ["sent", { proposal }, "receiving", "partner-to-answer"],
    ["agreed", { firstVersion: signed, rounds: [round("approved")] }, "nobody", "agreed"],
    ["empty", {}, "nobody", "nothing-proposed"],
  ])("%s", (_name, facts, turn, nextStepCode) => expect(outgoingNextStep(outgoing(facts))).toMatchObject({ turn, nextStepCode }));
});

describe("the next step at the receiving office", () => {
  test.each<[string, Parameters<typeof incoming>[0], string, string]>([
    ["a first proposal", { shown: { proposal } }, "receiving", "to-answer"],
    ["another one after our comment", { shown: { proposal }, answer: answer("accepted", "p1") }, "receiving", "to-answer-again"],
    ["our answer was refused", { shown: { proposal }, answer: answer("refused", "p2") }, "receiving", "answer-refused"],
    ["started anew", { shown: { proposal }, restart: { since: at, lastVersion: 3 } }, "receiving", "restarted"],
    ["answered, on its way", { shown: { proposal }, answer: answer("waiting", "p2") }, "nobody", "answer-under-way"],
    ["commented", { proposals: [{ proposalId: "p1", outcome: "rejected" }] }, "nobody", "partner-to-correct"],
    ["approved", { shown: { firstVersion: signed }, agreed: signed }, "nobody", "agreed"],
    ["taken back", {}, "nobody", "withdrawn"],
    ["gone", { goneAt: at }, "nobody", "gone"],
  ])("%s", (_name, facts, turn, nextStepCode) => expect(incomingNextStep(incoming(facts), { state: "waiting" })).toMatchObject({ turn, nextStepCode }));
  test.each([["stopped", { state: "stopped" }], ["expired", { state: "expired" }], ["forgotten", undefined]] as const)("answered, and its delivery %s", (_name, telling) =>
    expect(incomingNextStep(incoming({ shown: { proposal }, answer: answer("waiting", "p2") }), telling)).toMatchObject({ turn: "receiving", nextStepCode: "answer-not-told" }));
});
