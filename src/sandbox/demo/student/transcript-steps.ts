import { enterCourse, enterGrades } from "../../coordinators/catalogue.js";
import type { OutgoingTranscript } from "../../coordinators/receiving.js";
import type { IncomingTranscript } from "../../coordinators/sending.js";
import type { Schemas } from "../../office-client.js";
import { catalogued, COURSES, gradesOf, instanceOf, RENUMBERED, TAUGHT } from "../../samples/courses.js";
import { type Expectations, known, watching } from "../step.js";
import type { StudentIds, StudentJourney } from "./journey.js";

interface Views {
  readonly a?: IncomingTranscript | undefined;
  readonly b?: OutgoingTranscript | undefined;
  /** Every decision of A, oldest first. */
  readonly decisions: readonly Schemas["Recognition"][];
}

const { algorithms } = COURSES;
const result = ({ losId = "" }: Schemas["LaComponent"], status: "passed" | "failed", grade: string): Schemas["ResultEntry"] => ({ losId, status, grade });
const FIRST = [result(algorithms, "passed", "B"), result(RENUMBERED, "failed", "F")];
const CORRECTED = [result(algorithms, "passed", "B"), result(RENUMBERED, "passed", "C")];

const viewsOf = async ({ a, b }: StudentJourney, { mobility }: StudentIds): Promise<Views> => {
  const id = known(mobility);
  const [theirs, mine] = await Promise.all([a.transcript(b.heiId, id), b.transcript(id)]);
  return { a: theirs, b: mine, decisions: theirs ? (await a.recognitions(b.heiId, id)).toReversed() : [] };
};

type Result = Schemas["ShownTranscript"]["reports"][number]["results"][number];
const resultsOf = (transcript: Schemas["ShownTranscript"] | undefined): readonly Result[] => transcript?.reports.flatMap(({ results }) => results) ?? [];
const inWords = (results: readonly Result[]): string => results.map(({ losCode, status, grade }) => `${losCode} ${status} ${grade}`).join(", ");

/** A has read what B issued last, and finds nothing wrong with it. */
const issued = ({ a, b }: Views, version: number): Expectations => ({
  [`B has issued version ${version}`]: b?.status === "issued" && b.version === version && b.isSent,
  [`A has version ${version}`]: a?.current.version === version && inWords(resultsOf(a.current.transcript)) === inWords(resultsOf(b?.transcript)),
  "A finds nothing to refuse": a?.current.refusals.length === 0,
  "A has the PDF": a?.current.transcript.reports.some(({ attachments }) => attachments.length > 0) ?? false,
});
/** What was decided so far, decision by decision: none is ever changed. */
const decided = ({ a, decisions }: Views, statuses: readonly Schemas["Recognition"]["status"][]): Expectations => ({
  [`A's decisions were: ${statuses.join(", ")}`]: decisions.map(({ status }) => status).join() === statuses.join(),
  "the last one counts": a?.status === statuses.at(-1) && a?.recognition?.version === decisions.length,
});
const last = ({ decisions }: Views): Schemas["Recognition"] | undefined => decisions.at(-1);
const outcome = (decision: Schemas["Recognition"] | undefined, { title }: Schemas["LaComponent"]): string | undefined => decision?.components.find(({ component }) => component?.title === title)?.outcome;
const grades = (decision: Schemas["Recognition"] | undefined): string =>
  (decision?.components ?? []).flatMap(({ component, grade }) => (grade?.converted && component ? [`${component.title}: ${grade.from} becomes ${grade.grade}`] : [])).join(", ");
const differences = (decision: Schemas["Recognition"] | undefined): string => (decision?.differences ?? []).map(({ course, what, before, after }) => `${course} ${what}: ${before}, now ${after}`).join("; ");

const matching = { component: COURSES.coasts.title, result: RENUMBERED.title };

/** Results are sent, decided on, corrected and decided on anew (PROTOCOL 5.19, 6.6). */
export const TRANSCRIPT_STEPS = watching<StudentJourney, StudentIds, Views>(viewsOf, [
  {
    title: "B enters its courses, both enter how often they give each grade",
    run: async ({ a, b, stay }) => {
      for (const course of TAUGHT) await enterCourse(b, course.losId, catalogued(course, stay));
      for (const side of [a, b]) await enterGrades(side, gradesOf(side.institution));
    },
    expect: async (_, { a, b }) => {
      const seen = await a.partnerCourses(b.heiId, TAUGHT.map(({ losId }) => losId));
      return Object.fromEntries(TAUGHT.map(({ losId, title }) => [`A finds ${losId} at B`, seen.some((one) => one.losId === losId && one.titles[0]?.text === title)]));
    },
    says: () => "A finds both courses at B; B's turn: the results",
  },
  {
    title: "B enters the results",
    run: async ({ b }, ids) => void (await b.enterResults(known(ids.mobility), FIRST)),
    expect: ({ a, b }, { stay: { student } }) => ({
      "B says draft": b?.status === "draft" && !b.isSent, "nothing is missing": b?.problems.length === 0,
      "B knows the student from the learning agreement": b?.transcript.learner.familyName === student.familyNames[0]?.text,
      "A does not see it": a === undefined,
    }),
    says: ({ b }) => `${inWords(resultsOf(b?.transcript))}; only B sees it; B's turn: send it`,
  },
  {
    title: "B sends the transcript",
    run: async ({ b }, ids) => void (await b.sendTranscript(known(ids.mobility))),
    expect: (views) => ({
      ...issued(views, 1), ...decided(views, ["open"]),
      "what was agreed and passed is recognised by rule": outcome(last(views), algorithms) === "recognised", "what has another number waits": outcome(last(views), COURSES.coasts) === "waiting",
    }),
    says: (views) => `recognised by rule ${grades(last(views))}; ${RENUMBERED.losCode} was not agreed; A's turn: say what it is`,
  },
  {
    title: "A says that it is the agreed course",
    run: async ({ a, b }, ids) => {
      const seen = await a.transcript(b.heiId, known(ids.mobility));
      if (seen?.status === "open") await a.matchResult(seen, matching);
    },
    expect: (views) => ({ ...issued(views, 1), ...decided(views, ["open", "partially-positive"]), "what was failed is not recognised": outcome(last(views), COURSES.coasts) === "not-recognised" }),
    says: () => "failed, so not recognised; nobody's turn, unless B corrects it",
  },
  {
    title: "B corrects the transcript and sends it again",
    run: async ({ b }, ids) => {
      await b.enterResults(known(ids.mobility), CORRECTED);
      await b.sendTranscript(known(ids.mobility));
    },
    expect: (views, { stay }) => ({
      ...issued(views, 2), ...decided(views, ["open", "partially-positive", "positive"]),
      "both courses are recognised": outcome(last(views), algorithms) === "recognised" && outcome(last(views), COURSES.coasts) === "recognised",
      "A is shown what differs": differences(last(views)) === `${instanceOf(RENUMBERED, stay)} status: failed, now passed; ${instanceOf(RENUMBERED, stay)} grade: F, now C`,
      "the old decision is kept": outcome(views.decisions[1], COURSES.coasts) === "not-recognised",
    }),
    says: (views) => `${differences(last(views))}; decided anew, both recognised: ${grades(last(views))}; nobody's turn`,
  },
]);
