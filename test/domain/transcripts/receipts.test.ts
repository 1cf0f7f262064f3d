/** A partner's transcript through corrections, decisions of officers and losses, in any order. What is kept comes back with its keys in another order, as from the store. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { AgreedStudies, HomeScale, RecognitionDecision } from "../../../src/domain/recognition/model.js";
import type { HandDecision } from "../../../src/domain/transcripts/hand-decision.js";
import { keyOfResult, type ReceivedTranscript, type Result, type Transcript, type TranscriptKey } from "../../../src/domain/transcripts/model.js";
import type { FoundReceipt, ReceiptDecision } from "../../../src/domain/transcripts/ports.js";
import { decideAgain, decideByHand, isOutdated, lose, receive } from "../../../src/domain/transcripts/transitions.js";
import type { LosId } from "../../../src/kernel/ids.js";
import { HOME, HOST, LEARNER, MOBILITY, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";

const KEY: TranscriptKey = { heiId: HOME, partnerHeiId: HOST, omobilityId: MOBILITY };
const NOW = new Date("2026-03-01T10:00:00Z");
const agreed: AgreedStudies = { learner: LEARNER, iscedCode: "0541", components: [1, 2, 3].map((n) => ({ id: `studied/${n}`, losId: `CR/${n}` as LosId, title: `Course ${n}`, credits: [{ scheme: "ects", value: "6" }] })) };
const home: HomeScale = { tables: [{ iscedCode: "05", frequencies: [{ label: "1", percentage: "40" }, { label: "2", percentage: "60" }] }], failing: [] };
const basis = { agreed, home };

const reordered = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(reordered) as T;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).map(([name, inner]) => [name, reordered(inner)] as const).reverse()) as T;
};

/** The store, for one mobility. */
class Kept {
  received: ReceivedTranscript | undefined;
  readonly versions = new Map<number, Transcript>();
  readonly decisions: RecognitionDecision[] = [];

  get found(): FoundReceipt {
    const decision = this.decisions.at(-1);
    const decidedOn = decision && this.versions.get(decision.transcriptVersion);
    return { ...(this.received && { received: this.received }), ...(decision && { decision }), ...(decidedOn && { decidedOn }) };
  }

  keep({ received, decision }: ReceiptDecision): void {
    if (received) {
      this.received = reordered(received);
      this.versions.set(received.current.version, this.versions.get(received.current.version) ?? reordered(received.current.transcript));
    }
    if (decision) this.decisions.push(reordered(decision));
  }
}

type Step = (found: FoundReceipt) => ReceiptDecision;
const served = (results: readonly Result[]): Step => (found) => receive(found, { key: KEY, fetched: { transcript: transcriptWith(results), signature: "none", exchangeId: "e" }, ...basis }, NOW);
const said = (one: HandDecision): Step => (found) => (found.received ? decideByHand(found, { said: [one], reviewedVersion: found.received.current.version, actor: "office", ...basis }, NOW) : { changes: [] });
const again: Step = (found) => (found.received ? decideAgain(found, { actor: "office", ...basis }, NOW) : { changes: [] });

const anyResults = fc.uniqueArray(fc.record({ n: fc.integer({ min: 1, max: 4 }), grade: fc.constantFrom("A", "B", "F") }), { minLength: 1, maxLength: 4, selector: ({ n }) => n })
  .map((some) => some.map(({ n, grade }) => resultOf(n, { grade, status: grade === "F" ? "failed" : "passed" })));
const anyHand = fc.record({ componentId: fc.constantFrom("studied/1", "studied/2", "studied/3"), resultKey: fc.constantFrom("CRI/1", "CRI/4", null), outcome: fc.constantFrom("recognised" as const, "not-recognised" as const) }, { requiredKeys: ["componentId"] })
  .map((one): HandDecision => (one.outcome === undefined ? one as HandDecision : { ...one, reason: "so" }));
const anyStep: fc.Arbitrary<Step> = fc.oneof({ weight: 3, arbitrary: anyResults.map(served) }, { weight: 3, arbitrary: anyHand.map(said) }, fc.constant(again), fc.constant<Step>((found) => lose(found, KEY, NOW)));

test("every step is decided once; doing it again changes nothing; decisions are counted and never stand beside what holds now", () => {
  fc.assert(fc.property(fc.array(anyStep, { minLength: 1, maxLength: 12 }), (steps) => {
    const kept = new Kept();
    for (const step of steps) {
      kept.keep(step(kept.found));
      const before = kept.decisions.length;
      const repeated = step(kept.found);
      expect([repeated.decision, repeated.changes]).toEqual([undefined, []]);
      kept.keep(repeated);
      expect(kept.decisions.length).toBe(before);
      const { received, decision } = kept.found;
      if (!received || !decision) continue;
      expect(isOutdated({ received, decision }, basis)).toBe(false);
      expect(decision.components.flatMap(({ component }) => (component ? [component.id] : []))).toEqual(agreed.components.map(({ id }) => id));
      const used = decision.components.flatMap(({ result }) => (result === undefined ? [] : [result]));
      expect(new Set(used).size).toBe(used.length);
    }
    expect(kept.decisions.map(({ version }) => version)).toEqual(kept.decisions.map((_one, i) => i + 1));
  }), { numRuns: 150 });
});

test("what a person said of a result that a correction leaves alone still holds, whatever else it changes", () => {
  fc.assert(fc.property(anyResults, anyResults, (first, corrected) => {
    const kept = new Kept();
    kept.keep(served(first)(kept.found));
    kept.keep(said({ componentId: "studied/1", outcome: "not-recognised", reason: "so" })(kept.found));
    const same = (results: readonly Result[]) => JSON.stringify(results.find((result) => keyOfResult(result) === "CRI/1"));
    kept.keep(served(corrected)(kept.found));
    const { automatic, outcome } = kept.decisions.at(-1)?.components.find(({ component }) => component?.id === "studied/1") ?? {};
    if (same(first) !== undefined && same(first) === same(corrected)) expect([automatic, outcome]).toEqual([false, "not-recognised"]);
    if (same(first) !== undefined && same(first) !== same(corrected)) expect(automatic).toBe(true);
  }), { numRuns: 150 });
});
