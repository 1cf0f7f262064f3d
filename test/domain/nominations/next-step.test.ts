import { describe, expect, test } from "@jest/globals";
import type { Imobility, Omobility } from "../../../src/domain/nominations/model.js";
import { incomingNextStep, outgoingNextStep } from "../../../src/domain/nominations/next-step.js";
import { imobility, omobility } from "../../support/nominations/samples.js";

const at = new Date("2026-03-01T08:00:00Z");

describe("whose turn it is at the sending office", () => {
  test.each<[string, Partial<Omobility>, readonly [string, string], RegExp]>([
    ["a draft", { stage: "draft" }, ["us", "draft"], /Send it/],
    ["a cancelled draft", { stage: "draft", status: "cancelled" }, ["nobody", "cancelled"], /final/],
    ["sent", {}, ["partner", "pending"], /not been reached/],
    ["delivered", { delivered: { at, by: "get" } }, ["partner", "delivered"], /approves or rejects/],
    ["rejected", { status: "rejected" }, ["us", "rejected"], /Change it/],
    ["approved", { status: "approved" }, ["us", "approved"], /learning agreement/],
    ["abroad", { status: "approved", stay: { arrival: "2026-09-01", at, exchangeId: "e" } }, ["nobody", "abroad"], /is with the partner/],
    ["back", { status: "approved", stay: { arrival: "2026-09-01", departure: "2027-01-31", at, exchangeId: "e" } }, ["partner", "complete"], /transcript/],
    ["cancelled", { status: "cancelled" }, ["nobody", "cancelled"], /final/],
  ])("%s", (_name, facts, [turn, nextStepCode], words) => expect(outgoingNextStep(omobility({ id: "m", ...facts }))).toEqual({ turn, nextStepCode, nextStep: expect.stringMatching(words) }));
});

describe("whose turn it is at the receiving office", () => {
  const current = imobility({ id: "m" }).current;
  const pending = { ...current, status: "pending" } as const;
  const fault = (problem: string) => [{ field: "nomination.proposalId", problem, expected: "" }];
  test.each<[string, Partial<Imobility>, readonly [string, string], RegExp]>([
    ["pending", { current: pending }, ["us", "to-decide"], /your decision/],
    ["pending with a fault", { current: { ...pending, faults: fault("is the same though the nomination changed") } }, ["partner", "faulty"], /correct it/],
    ["pending with a harmless fault", { current: { ...pending, faults: fault("is new though nothing changed") } }, ["us", "to-decide"], /your decision/],
    ["rejected", { current: { ...current, status: "rejected" } }, ["partner", "to-correct"], /can correct it/],
    ["approved", {}, ["us", "to-arrive"], /day of arrival/],
    ["here", { stay: { arrival: "2026-09-01" } }, ["us", "to-leave"], /day of departure/],
    ["left", { stay: { arrival: "2026-09-01", departure: "2027-01-31" } }, ["us", "to-report"], /send the transcript/],
    ["gone", { goneAt: at }, ["nobody", "gone"], /no longer serves/],
    ["cancelled and gone", { current: { ...current, status: "cancelled" }, goneAt: at }, ["nobody", "cancelled"], /final/],
  ])("%s", (_name, facts, [turn, nextStepCode], words) => expect(incomingNextStep(imobility({ id: "m", ...facts }))).toEqual({ turn, nextStepCode, nextStep: expect.stringMatching(words) }));
});
