/** Recognition by rule where the learning agreement promised it, and by a person everywhere else. */
import { isDeepStrictEqual } from "node:util";
import { keyOfResult, reportOf, type ReceivedTranscript, type Result, type Transcript } from "../transcripts/model.js";
import type { HandDecision } from "../transcripts/hand-decision.js";
import { convertGrade } from "./convert-grade.js";
import { type Match, matchResults } from "./match.js";
import type { AgreedStudies, ComponentDecision, HomeScale, RecognitionDecision, ResultDifference } from "./model.js";

interface Question {
  readonly transcript: ReceivedTranscript;
  readonly agreed: AgreedStudies;
  readonly home: HomeScale;
  readonly byHand: readonly HandDecision[];
  /** The version that was decided on before. */
  readonly previous?: Transcript | undefined;
}

type Proposal = Pick<RecognitionDecision, "status" | "components" | "differences" | "transcriptVersion">;

/**
 * What is recognised of the present version. Components without a recognition condition that are matched and passed are recognised in
 * full, with the planned credits; everything else waits for a person, and a failed course is not recognised. A refused transcript gives none.
 */
export const decideRecognition = ({ transcript, agreed, home, byHand, previous }: Question): Proposal | undefined => {
  const { current, partnerHeiId } = transcript;
  const results = reportOf(current.transcript, partnerHeiId)?.results;
  if (!results || current.refusals.length > 0) return undefined;
  const matches = matchResults(agreed.components, results, byHand);
  const failed = new Set(results.flatMap(({ status, grade }) => (status === "failed" && grade !== undefined ? [grade] : [])));
  const graded = (result: Result) => convertGrade({ iscedCode: agreed.iscedCode, ...result }, current.transcript.gradeTables, home, failed);
  const components = [
    ...matches.map((match) => decideComponent(match, results, { byHand, graded })),
    ...results.flatMap((result, i) => (matches.some((match) => match.result === i) ? [] : [unexpected(result, i, agreed.components.length > 0 ? NOT_AGREED : NOTHING_AGREED)])),
  ];
  const before = previous && reportOf(previous, partnerHeiId)?.results;
  return { status: statusOf(components), components, differences: before ? resultDifferences(before, results) : [], transcriptVersion: current.version };
};

interface Rules {
  readonly byHand: readonly HandDecision[];
  readonly graded: (result: Result) => ReturnType<typeof convertGrade>;
}

const decideComponent = ({ component, result: at, by }: Match, results: readonly Result[], { byHand, graded }: Rules): ComponentDecision => {
  const result = at === undefined ? undefined : results[at];
  const { id, title } = component;
  const named = {
    component: { id, title, ...(component.losId !== undefined && { losId: component.losId }), ...(component.losCode !== undefined && { losCode: component.losCode }) },
    ...(at !== undefined && { result: at }), ...(result && { resultKey: keyOfResult(result), resultTitles: result.titles, grade: graded(result) }), ...(by && { matchedBy: by }),
  };
  const person = byHand.find(({ componentId }) => componentId === id);
  const { outcome, reason, automatic } = person?.outcome !== undefined
    ? { outcome: person.outcome, reason: person.reason ?? "", automatic: false }
    : { ...byRule(component.recognitionConditions, result), automatic: true };
  return { ...named, outcome, reason, automatic, credits: outcome === "recognised" ? component.credits : [] };
};

const byRule = (conditions: string | undefined, result: Result | undefined): Pick<ComponentDecision, "outcome" | "reason"> => {
  if (!result) return { outcome: "waiting", reason: "No result of the transcript has the id or the code of this component." };
  if (result.status === "failed") return { outcome: "not-recognised", reason: "The course was not passed." };
  if (result.status === "in-progress") return { outcome: "waiting", reason: "The result is not final." };
  if (conditions !== undefined) return { outcome: "waiting", reason: "The learning agreement sets a recognition condition, which a person must look at." };
  return { outcome: "recognised", reason: "Passed, as agreed: recognised in full with the planned credits." };
};

const NOT_AGREED = "The learning agreement has no such component.";
const NOTHING_AGREED = "There is no learning agreement that all three have signed.";

const unexpected = (unmatched: Result, result: number, reason: string): ComponentDecision =>
  ({ result, resultKey: keyOfResult(unmatched), resultTitles: unmatched.titles, outcome: "waiting", automatic: true, reason, credits: [] });

/** Results that nobody agreed on hold nothing up, unless nothing at all was agreed. */
const statusOf = (components: readonly ComponentDecision[]): RecognitionDecision["status"] => {
  const agreed = components.filter(({ component }) => component);
  if (agreed.length === 0 || agreed.some(({ outcome }) => outcome === "waiting")) return "open";
  const recognised = agreed.filter(({ outcome }) => outcome === "recognised").length;
  if (recognised === 0) return "negative";
  return recognised === agreed.length ? "positive" : "partially-positive";
};

const creditsOf = ({ credits }: Result): string => credits.map(({ scheme, value }) => `${value ?? ""} ${scheme}`).join(", ");

/** What a corrected transcript says differently, course by course. */
export const resultDifferences = (before: readonly Result[], after: readonly Result[]): readonly ResultDifference[] => {
  const [old, now] = [new Map(before.map((result) => [keyOfResult(result), result])), new Map(after.map((result) => [keyOfResult(result), result]))];
  const gone = [...old].flatMap(([course]): ResultDifference[] => (now.has(course) ? [] : [{ course, what: "removed" }]));
  return [...gone, ...[...now].flatMap(([course, result]): readonly ResultDifference[] => {
    const was = old.get(course);
    return was ? changesOf(course, was, result) : [{ course, what: "added" }];
  })];
};

const changesOf = (course: string, was: Result, is: Result): readonly ResultDifference[] => {
  const told = ([["status", was.status, is.status], ["grade", was.grade ?? "", is.grade ?? ""], ["credits", creditsOf(was), creditsOf(is)]] as const)
    .flatMap(([what, before, after]) => (before === after ? [] : [{ course, what, before, after }]));
  return told.length > 0 || isDeepStrictEqual(plain(was), plain(is)) ? told : [{ course, what: "other" }];
};

/** As it comes back from the store, where keys have another order and what is undefined is absent. */
const plain = (result: Result): unknown => JSON.parse(JSON.stringify(result));
