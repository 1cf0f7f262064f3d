/** Transcripts that we issue: how they are completed, and what may happen to them. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Course, CourseInstance } from "../../../src/domain/courses/model.js";
import type { TranscriptKey } from "../../../src/domain/transcripts/model.js";
import { completed } from "../../../src/domain/transcripts/outgoing/complete.js";
import { ofLearningAgreement, ofNomination } from "../../../src/domain/transcripts/outgoing/known-mobility.js";
import type { OutgoingTranscript, ResultEntry, TranscriptContent } from "../../../src/domain/transcripts/outgoing/model.js";
import { enter, isAsIssued, remove, send, withdraw } from "../../../src/domain/transcripts/outgoing/transitions.js";
import type { IncomingLa } from "../../../src/domain/learning-agreements/incoming.js";
import type { LoiId, LosId } from "../../../src/kernel/ids.js";
import { CALCULUS, instanceOf, TERM } from "../../support/courses/sample-courses.js";
import { imobility } from "../../support/nominations/samples.js";
import { FULL, HOME, HOST, LEARNER, MOBILITY, reportWith, resultOf } from "../../support/transcripts/sample-transcripts.js";

const KEY: TranscriptKey = { heiId: HOST, partnerHeiId: HOME, omobilityId: MOBILITY };
const AT = new Date("2026-03-01T08:00:00Z");
const course = (instances: readonly CourseInstance[]): Course => ({ ...CALCULUS, instances, revision: 1, changedAt: AT });
const instance = (loiId: string, facts: Partial<CourseInstance> = {}) => instanceOf(loiId, { term: TERM, credits: [{ scheme: "ects", value: "7.5" }], ...facts });

describe("what was entered is completed", () => {
  const complete = (results: readonly ResultEntry[], courses: readonly Course[] = [], content: Partial<TranscriptContent> = {}) => completed({ results, ...content }, {
    issuer: reportWith([]).issuer, known: { learner: LEARNER, academicYearId: "2025/2026" }, courses, at: AT.toISOString(),
    scale: { tables: ["05", "0541", "0613"].map((iscedCode) => ({ iscedCode, frequencies: [{ label: iscedCode, percentage: "100" }] })), failing: [] },
  });
  const firstOf = (entry: ResultEntry, ...courses: readonly Course[]) => complete([entry], courses).reports[0]?.results[0];
  const entry: ResultEntry = { losId: CALCULUS.losId, status: "passed" };

  test("from the instance that is named, else from the only one of the year; of several, none", () => {
    const two = course([instance("CRI/1"), instance("CRI/2", { credits: [{ scheme: "ects", value: "3" }] })]);
    expect(firstOf({ ...entry, loiId: "CRI/2" as LoiId }, two)).toMatchObject({ loiId: "CRI/2", credits: [{ value: "3" }] });
    expect(firstOf(entry, two)).toMatchObject({ titles: CALCULUS.titles, credits: [] });
    expect(firstOf(entry, two)).not.toHaveProperty("loiId");
    const other = instance("CRI/3", { term: { ...TERM, academicYearId: "2024/2025" } });
    expect(firstOf(entry, course([instance("CRI/1"), other]))).toMatchObject({ loiId: "CRI/1", credits: [{ scheme: "ects", value: "7.5" }] });
    expect(firstOf({ ...entry, loiId: "CRI/9" as LoiId }, course([instance("CRI/1")]))).toMatchObject({ loiId: "CRI/9", credits: [] });
  });

  test("by id before code, and what was said holds", () => {
    const namesake: Course = { ...course([]), losId: "CR/other" as LosId, titles: [{ text: "Another with this code" }] };
    expect(firstOf({ losCode: "MATH & 1", status: "passed" }, course([]))).toMatchObject({ losId: CALCULUS.losId });
    expect(firstOf({ ...entry, losCode: "MATH & 1" }, namesake, course([]))).toMatchObject({ losId: CALCULUS.losId, titles: CALCULUS.titles });
    expect(firstOf({ ...entry, titles: [{ text: "As examined" }], credits: [] }, course([instance("CRI/1")]))).toMatchObject({ titles: [{ text: "As examined" }], credits: [], loiId: "CRI/1" });
    expect(complete([entry], [], { learner: { givenNames: "A", familyName: "B" }, academicYearId: "2026/2027" })).toMatchObject({ learner: { familyName: "B" }, academicYearId: "2026/2027" });
  });

  test("with our grades for the fields of the results and no others, the nearest wider one where there is none", () => {
    const of = (iscedCode: string): ResultEntry => ({ status: "passed", iscedCode });
    const { gradeTables } = complete([of("0541"), { ...of("0542"), parts: [of("0541")] }, of("09")]);
    expect(gradeTables.map(({ iscedCode, frequencies }) => [iscedCode, frequencies[0]?.label])).toEqual([["0541", "0541"], ["0542", "05"]]);
    expect(complete([of("0541")], [], { gradeTables: [] }).gradeTables).toEqual([]);
  });

  test("with the student of the learning agreement, and of a nomination without faults", () => {
    const { current } = imobility({ id: "m" });
    expect(ofNomination(imobility({ id: "m" }))).toMatchObject({ learner: { givenNames: "Ana María", familyName: "Núñez", birthDate: "2004-02-29", citizenship: "ES" }, academicYearId: "2026/2027" });
    expect(ofNomination(imobility({ id: "m", current: { ...current, faults: [{ field: "student", problem: "p", expected: "e" }] } }))).toBeUndefined();
    const la = (student: object) => ({ current: { document: { student, receivingAcademicYear: "2025/2026" } } }) as unknown as IncomingLa;
    expect(ofLearningAgreement(la({ givenNames: "Zoë", familyName: "Müller", globalId: "urn:x" }))).toEqual({ learner: { givenNames: "Zoë", familyName: "Müller", esi: "urn:x" }, academicYearId: "2025/2026" });
    expect(ofLearningAgreement(la({ givenNames: "Zoë" }))).toBeUndefined();
  });
});

describe("whatever offices do", () => {
  const acts = fc.array(fc.oneof(fc.record({ act: fc.constant("enter" as const), grade: fc.constantFrom("A", "B") }), fc.record({ act: fc.constantFrom("send" as const, "withdraw" as const, "remove" as const) })), { maxLength: 20 });

  test("the partner hears of every difference of what it reads and of nothing else; versions are counted, and only drafts go without a trace", () => {
    fc.assert(fc.property(acts, (all) => {
      let found: OutgoingTranscript | undefined;
      for (const one of all) {
        const before = found;
        const decision = decided(found, one);
        if (decision === undefined) continue;
        found = decision.removed ? undefined : decision.outgoing ?? found;
        const announced = decision.changes.filter(({ kind }) => kind === "transcript-changed").length;
        expect(announced).toBe(JSON.stringify(readable(before)) === JSON.stringify(readable(found)) ? 0 : 1);
        expect((found?.version ?? 0) - (decision.removed ? 0 : before?.version ?? 0)).toBe(decision.pdf ? 1 : 0);
        if (found && before) expect(found.revision - before.revision).toBe(decision.outgoing ? 1 : 0);
        if (decision.removed) expect(before?.version).toBe(0);
      }
    }));
  });

  test("results are replaced at their revision; a repetition needs none", () => {
    const content: TranscriptContent = { results: [resultOf(1)] };
    const { outgoing } = enter(undefined, { key: KEY, content, ifRevision: 0 }, { now: AT, actor: "office" });
    expect(enter(outgoing, { key: KEY, content, ifRevision: 0 }, { now: AT, actor: "office" })).toEqual({ changes: [] });
    expect(() => enter(outgoing, { key: KEY, content: { results: [] }, ifRevision: 0 }, { now: AT, actor: "office" })).toThrow("The transcript is at revision 1, not 0.");
    expect(() => enter(undefined, { key: KEY, content, ifRevision: 3 }, { now: AT, actor: "office" })).toThrow("Nothing is stored here yet.");
  });
});

/** What the partner can read. */
const readable = (found: OutgoingTranscript | undefined) => (found?.stage === "issued" ? found.transcript?.reports[0]?.results : undefined);

/** Undefined for what is refused; sending what was sent already is no decision. */
const decided = (found: OutgoingTranscript | undefined, { act, ...facts }: { readonly act: "enter" | "send" | "withdraw" | "remove"; readonly grade?: string }) => {
  const context = { now: AT, actor: "office" };
  if (act === "enter") return enter(found, { key: KEY, content: { results: [resultOf(1, facts)] }, ifRevision: undefined }, context);
  if (act === "send") {
    const grade = found?.content.results[0]?.grade;
    const transcript = { ...FULL, reports: [reportWith([resultOf(1, grade === undefined ? {} : { grade })])] };
    return found && !isAsIssued(found, transcript) ? send(found, { transcript, pdf: Buffer.from("%PDF") }, context) : undefined;
  }
  try {
    return act === "withdraw" ? withdraw(found, context) : remove(found, context);
  } catch {
    return undefined;
  }
};
