import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { HandDecision } from "../../../src/domain/transcripts/hand-decision.js";
import { convertGrade } from "../../../src/domain/recognition/convert-grade.js";
import { decideRecognition, resultDifferences } from "../../../src/domain/recognition/decide.js";
import type { AgreedComponent, HomeScale } from "../../../src/domain/recognition/model.js";
import type { GradeTable, ReceivedTranscript, Result, Transcript } from "../../../src/domain/transcripts/model.js";
import type { LosId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { HOME, HOST, LEARNER, MOBILITY, resultOf, transcriptWith } from "../../support/transcripts/sample-transcripts.js";

const table = (iscedCode: string, ...frequencies: readonly (readonly [string, string])[]): GradeTable => ({ iscedCode, frequencies: frequencies.map(([label, percentage]) => ({ label, percentage })) });
const HOST_TABLE = table("0541", ["A", "10"], ["B", "30"], ["C", "60"], ["F", "20"]);
const SCALE: HomeScale = { tables: [table("0541", ["1.0", "20"], ["2.0", "30"], ["3.0", "50"], ["5.0", "25"])], failing: ["5.0"] };

describe("grades", () => {
  test("become the home grade in whose stretch the middle of theirs lies; the trace shows both distributions without failing grades", () => {
    expect(convertGrade(resultOf(1), [HOST_TABLE], SCALE)).toEqual({
      converted: true, from: "B", grade: "2.0", method: "egracons-midpoint", candidates: ["1.0", "2.0"],
      host: { kind: "grade-table", iscedCode: "0541", bands: [{ label: "A", from: "0.00", to: "10.00" }, { label: "B", from: "10.00", to: "40.00" }, { label: "C", from: "40.00", to: "100.00" }] },
      home: { kind: "grade-table", iscedCode: "0541", bands: [{ label: "1.0", from: "0.00", to: "20.00" }, { label: "2.0", from: "20.00", to: "50.00" }, { label: "3.0", from: "50.00", to: "100.00" }] },
    });
  });

  test("the order of the partner's table does not matter where failing grades or letters tell it", () => {
    const upsideDown = { ...HOST_TABLE, frequencies: [...HOST_TABLE.frequencies].reverse() };
    expect(convertGrade(resultOf(1), [upsideDown], SCALE)).toEqual(convertGrade(resultOf(1), [HOST_TABLE], SCALE));
    expect(convertGrade(resultOf(1, { grade: "30" }), [table("0541", ["30", "10"], ["18", "90"])], SCALE)).toEqual({ converted: false, from: "30", reason: "It cannot be told which grade of the partner's scale is the best." });
    expect(convertGrade(resultOf(1, { grade: "30" }), [table("0541", ["30", "10"], ["18", "90"], ["10", "1"])], SCALE, new Set(["10"]))).toMatchObject({ converted: true, grade: "1.0" });
  });

  test("without a table the course's own distribution counts; without both, or with an unknown grade, nothing is converted", () => {
    expect(convertGrade(resultOf(1), [], SCALE)).toMatchObject({ converted: true, host: { kind: "course-distribution" } });
    const bare = omit(resultOf(1), "distribution");
    expect(convertGrade(bare, [], SCALE)).toMatchObject({ converted: false, reason: "The transcript has no distribution of grades for this field of study or course." });
    expect(convertGrade(resultOf(1), [HOST_TABLE], { tables: [], failing: [] })).toMatchObject({ converted: false, reason: "There is no distribution of our own grades for this field of study." });
    expect(convertGrade(resultOf(1, { grade: "Z" }), [HOST_TABLE], SCALE)).toMatchObject({ converted: false, reason: "The grade is not among the passing grades of the distribution." });
    expect(convertGrade(resultOf(1, { grade: "F" }), [HOST_TABLE], SCALE)).toMatchObject({ converted: false });
  });

  test("the nearest wider field of study stands in", () => {
    expect(convertGrade(resultOf(1, { iscedCode: "0542" }), [table("054", ["A", "1"], ["B", "1"])], { tables: [table("05", ["1", "1"], ["2", "1"])], failing: [] })).toMatchObject({ converted: true, grade: "2", host: { iscedCode: "054" }, home: { iscedCode: "05" } });
  });

  const scale = fc.uniqueArray(fc.constantFrom("A", "B", "C", "D", "E"), { minLength: 1, maxLength: 5 }).chain((labels) => fc.tuple(fc.constant([...labels].sort()), fc.array(fc.integer({ min: 1, max: 999 }), { minLength: labels.length, maxLength: labels.length })));
  const tableOf = ([labels, weights]: readonly [readonly string[], readonly number[]]) => table("0541", ...labels.map((label, i) => [label, `${Math.floor((weights[i] ?? 0) / 10)}.${(weights[i] ?? 0) % 10}`] as const));

  test("better grades never become worse ones, and equal distributions keep every grade", () => {
    fc.assert(fc.property(scale, scale, (host, home) => {
      const [from, to] = [tableOf(host), tableOf(home)];
      const order = to.frequencies.map(({ label }) => label);
      const converted = from.frequencies.map(({ label }) => convertGrade(resultOf(1, { grade: label }), [from], { tables: [to], failing: [] }));
      const places = converted.map((grade) => (grade.converted ? order.indexOf(grade.grade) : -1));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places).not.toContain(-1);
      for (const { label } of from.frequencies) expect(convertGrade(resultOf(1, { grade: label }), [from], { tables: [from], failing: [] })).toMatchObject({ grade: label });
    }), { numRuns: 200 });
  });
});

const component = (number: number, facts: Partial<AgreedComponent> = {}): AgreedComponent =>
  ({ id: `c${number}`, losId: `CR/${number}` as LosId, losCode: `C-${number}`, title: `Course ${number}`, credits: [{ scheme: "ects", value: "6" }], ...facts });
const received = (transcript: Transcript, version = 1): ReceivedTranscript => ({
  heiId: HOME, partnerHeiId: HOST, omobilityId: MOBILITY, revision: version, confirmedAt: new Date(0), byHand: [],
  current: { version, transcript, refusals: [], remarks: [], exchangeId: "x", receivedAt: new Date(0) },
});
const decide = (results: readonly Result[], components: readonly AgreedComponent[], byHand: readonly HandDecision[] = [], previous?: Transcript) =>
  decideRecognition({ transcript: received(transcriptWith(results)), agreed: { learner: LEARNER, iscedCode: "0541", components }, home: SCALE, byHand, previous });
const outcomes = (...asked: Parameters<typeof decide>) => decide(...asked)?.components.map(({ component: of, matchedBy, outcome, automatic }) => [of?.id, matchedBy, outcome, automatic]);

describe("recognition", () => {
  test("passed and as agreed: in full, with the planned credits, by rule", () => {
    expect(decide([resultOf(1)], [component(1)])).toMatchObject({ status: "positive", components: [{ outcome: "recognised", automatic: true, credits: [{ scheme: "ects", value: "6" }], matchedBy: "los-id", grade: { converted: true } }] });
  });

  test("by id, then by code; what could be two is nobody's", () => {
    expect(outcomes([resultOf(1, { losCode: "C-2" }), resultOf(9, { losCode: "C-2" })], [component(1), component(2)])).toEqual([["c1", "los-id", "recognised", true], ["c2", "code", "recognised", true]]);
    expect(outcomes([resultOf(8, { losCode: "C-2" }), resultOf(9, { losCode: "C-2" })], [component(2)])).toEqual([["c2", undefined, "waiting", true], [undefined, undefined, "waiting", true], [undefined, undefined, "waiting", true]]);
  });

  test("a condition, a missing or an unfinished result waits for a person; a failed one is not recognised", () => {
    expect(outcomes([resultOf(1)], [component(1, { recognitionConditions: "grade of at least B" })])).toEqual([["c1", "los-id", "waiting", true]]);
    expect(outcomes([], [component(1)])).toEqual([["c1", undefined, "waiting", true]]);
    expect(outcomes([resultOf(1, { status: "in-progress" })], [component(1)])).toEqual([["c1", "los-id", "waiting", true]]);
    expect(decide([resultOf(1, { status: "failed" }), resultOf(2)], [component(1), component(2)])).toMatchObject({ status: "partially-positive" });
    expect(decide([resultOf(1, { status: "failed" })], [component(1)])).toMatchObject({ status: "negative", components: [{ outcome: "not-recognised", credits: [] }] });
  });

  test("what a person says stands above the rules", () => {
    expect(outcomes([resultOf(7)], [component(1)], [{ componentId: "c1", resultKey: "CRI/7" }])).toEqual([["c1", "hand", "recognised", true]]);
    expect(outcomes([resultOf(1)], [component(1)], [{ componentId: "c1", outcome: "not-recognised", reason: "overlap" }])).toEqual([["c1", "los-id", "not-recognised", false]]);
    expect(outcomes([resultOf(1)], [component(1)], [{ componentId: "c1", resultKey: null }])).toEqual([["c1", undefined, "waiting", true], [undefined, undefined, "waiting", true]]);
  });

  test("a refused transcript is not decided on", () => {
    const transcript = received(transcriptWith([resultOf(1)]));
    const refused = { ...transcript, current: { ...transcript.current, refusals: [{ field: "learner", problem: "", expected: "" }] } };
    expect(decideRecognition({ transcript: refused, agreed: { learner: LEARNER, iscedCode: "0541", components: [component(1)] }, home: SCALE, byHand: [] })).toBeUndefined();
  });

  test("a course without a field of study has the student's", () => {
    const [converted] = decide([omit(resultOf(1), "iscedCode")], [component(1)])?.components ?? [];
    expect(converted?.grade).toMatchObject({ converted: true, host: { iscedCode: "0541" }, home: { iscedCode: "0541" } });
  });

  test("while nothing is agreed, everything waits", () => {
    expect(decide([resultOf(1)], [])).toMatchObject({ status: "open", components: [{ outcome: "waiting", reason: "There is no learning agreement that all three have signed." }] });
  });

  test("a correction says what differs", () => {
    expect(decide([resultOf(1, { grade: "A" }), resultOf(3)], [component(1)], [], transcriptWith([resultOf(1), resultOf(2)]))?.differences).toEqual([
      { course: "CRI/2", what: "removed" }, { course: "CRI/1", what: "grade", before: "B", after: "A" }, { course: "CRI/3", what: "added" },
    ]);
  });

  test("the same in another order of keys is no difference: the store has its own", () => {
    const stored = (result: Result): Result => Object.fromEntries(Object.entries(result).reverse()) as unknown as Result;
    expect(resultDifferences([resultOf(1), resultOf(2)].map(stored), [resultOf(1), resultOf(2, { titles: [{ text: "Other" }] })])).toEqual([{ course: "CRI/2", what: "other" }]);
  });

  test("each result belongs to one component at most, every component is decided once, and deciding again gives the same", () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 6 });
    fc.assert(fc.property(numbers, fc.uniqueArray(fc.integer({ min: 1, max: 5 })), (courses, agreed) => {
      const [results, components] = [courses.map((number) => resultOf(number)), agreed.map((number) => component(number))];
      const decision = decide(results, components);
      const used = decision?.components.flatMap(({ result }) => (result === undefined ? [] : [result])) ?? [];
      expect(new Set(used).size).toBe(used.length);
      expect(used.length).toBe(results.length);
      expect(decision?.components.flatMap(({ component: of }) => (of ? [of.id] : []))).toEqual(components.map(({ id }) => id));
      expect(decide(results, components)).toEqual(decision);
    }), { numRuns: 200 });
  });
});
