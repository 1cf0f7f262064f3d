import { describe, expect, test } from "@jest/globals";
import type { Imobility, Omobility } from "../../../src/domain/nominations/model.js";
import { incomingNextStep, outgoingNextStep } from "../../../src/domain/nominations/next-step.js";
import { imobility, omobility } from "../../support/nominations/samples.js";

const at = new Date("2026-03-01T08:00:00Z");

describe("whose turn it is at the sending office", () => {
  test.each<[string, Partial<Omobility>, string, RegExp]>([
    ["a draft", { stage: "draft" }, "us", /Send it/],
    ["a cancelled draft", { stage: "draft", status: "cancelled" }, "nobody", /final/],
    ["sent", {}, "partner", /not been reached/],
    ["delivered", { delivered: { at, by: "get" } }, "partner", /approves or rejects/],
    ["rejected", { status: "rejected" }, "us", /Change it/],
    ["approved", { status: "approved" }, "us", /learning agreement/],
    ["abroad", { status: "approved", stay: { arrival: "2026-09-01", at, exchangeId: "e" } }, "nobody", /is with the partner/],
    ["back", { status: "approved", stay: { arrival: "2026-09-01", departure: "2027-01-31", at, exchangeId: "e" } }, "partner", /transcript/],
    ["cancelled", { status: "cancelled" }, "nobody", /final/],
  ])("%s", (_name, facts, turn, words) => expect(outgoingNextStep(omobility({ id: "m", ...facts }))).toEqual({ turn, nextStep: expect.stringMatching(words) }));
});

describe("whose turn it is at the receiving office", () => {
  const current = imobility({ id: "m" }).current;
  const pending = { ...current, status: "pending" } as const;
  const fault = (problem: string) => [{ field: "nomination.proposalId", problem, expected: "" }];
  test.each<[string, Partial<Imobility>, string, RegExp]>([
    ["pending", { current: pending }, "us", /your decision/],
    ["pending with a fault", { current: { ...pending, faults: fault("is the same though the nomination changed") } }, "partner", /correct it/],
    ["pending with a harmless fault", { current: { ...pending, faults: fault("is new though nothing changed") } }, "us", /your decision/],
    ["rejected", { current: { ...current, status: "rejected" } }, "partner", /can correct it/],
    ["approved", {}, "us", /day of arrival/],
    ["here", { stay: { arrival: "2026-09-01" } }, "us", /day of departure/],
    ["left", { stay: { arrival: "2026-09-01", departure: "2027-01-31" } }, "us", /send the transcript/],
    ["gone", { goneAt: at }, "nobody", /no longer serves/],
    ["cancelled and gone", { current: { ...current, status: "cancelled" }, goneAt: at }, "nobody", /final/],
  ])("%s", (_name, facts, turn, words) => expect(incomingNextStep(imobility({ id: "m", ...facts }))).toEqual({ turn, nextStep: expect.stringMatching(words) }));
});
