import type { IncomingLa } from "../../coordinators/receiving.js";
import type { OutgoingLa } from "../../coordinators/sending.js";
import type { Schemas } from "../../office-client.js";
import { COURSES, tablesOf } from "../../samples/courses.js";
import { type Expectations, known, watching } from "../step.js";
import type { StudentIds, StudentJourney } from "./journey.js";

interface Views {
  readonly a?: OutgoingLa | undefined;
  readonly b?: IncomingLa | undefined;
}

const COMMENT = "Marine statistics is not held in that term; spatial data would fit.";
const { algorithms, statistics, maps, coasts } = COURSES;
const FIRST = tablesOf(algorithms, statistics);
const CORRECTED = tablesOf(algorithms, maps);
/** The student wants another course in place of one that was agreed. */
const CHANGED = tablesOf(algorithms, { ...maps, change: { status: "deleted", code: "timetable-conflict" } }, { ...coasts, change: { status: "inserted", code: "substituting-deleted" } });

const viewsOf = async ({ a, b }: StudentJourney, { mobility }: StudentIds): Promise<Views> => {
  const [mine, theirs] = await Promise.all([a.learningAgreement(known(mobility)), b.learningAgreement(known(mobility))]);
  return { a: mine, b: theirs };
};

const TURNS: Readonly<Record<Schemas["LaTurn"], string>> = { student: "the student's turn: sign", sending: "A's turn: sign", receiving: "B's turn: sign or comment", nobody: "nobody's turn" };
const turn = ({ a }: Views): string => (a ? TURNS[a.turn] : "");
const statuses = ({ a, b }: Views, status: Schemas["IncomingLaStatus"] & Schemas["OutgoingLaStatus"], whose: readonly [atA: Schemas["LaTurn"], atB: Schemas["LaTurn"]]): Expectations => ({
  [`A says ${status}, turn: ${whose[0]}`]: a?.status === status && a.turn === whose[0],
  [`B says ${status}, turn: ${whose[1]}`]: b?.status === status && b.turn === whose[1],
});
/** B has read the proposal that A shows, and finds nothing wrong with it. */
const proposed = ({ a, b }: Views): Expectations => ({
  "B has A's proposal of now": a?.proposal !== undefined && b?.current.document.proposal?.id === a.proposal.id,
  "B finds nothing wrong": b?.problems.length === 0,
  "student and A have signed": a?.proposal?.student.timestamp !== undefined && a.proposal.sending.timestamp !== undefined,
});
const titles = (components: Schemas["ShownLaComponents"] | undefined): string => (components?.studied ?? []).map(({ title }) => title).sort().join(", ");
/** Both sides hold the same tables, signed by three. */
const holds = ({ a, b }: Views, courses: readonly Schemas["LaComponent"][]): Expectations => {
  const wanted = courses.map(({ title }) => title).sort().join(", ");
  return {
    [`A holds: ${wanted}`]: titles(a?.comparison.agreed) === wanted, [`B holds: ${wanted}`]: titles(b?.comparison.agreed) === wanted,
    "A has B's signature": (a?.approvedChanges ?? a?.firstVersion)?.receiving?.name !== undefined, "B knows that A took its answer": b?.answer?.state === "accepted",
  };
};
const differences = (view: OutgoingLa | IncomingLa | undefined): string => (view?.comparison.differences ?? []).map(({ what, component: { title } }) => `${what} ${title}`).sort().join(", ");

/** Signed, sent back, signed again, approved, changed (PROTOCOL 6.5). */
export const LEARNING_AGREEMENT_STEPS = watching<StudentJourney, StudentIds, Views>(viewsOf, [
  {
    title: "A drafts the learning agreement",
    run: async ({ a, b, details, key }, ids) => void (await a.draftLa(known(ids.mobility), { partnerHeiId: b.heiId, details, components: FIRST }, `la ${key}`)),
    expect: (views) => ({ "A says draft, turn: student": views.a?.status === "draft" && views.a.turn === "student", "B does not see it": views.b === undefined }),
    says: turn,
  },
  {
    title: "student and A sign it",
    run: async ({ a }, ids) => a.signLa(known(ids.mobility)),
    expect: (views) => ({ ...statuses(views, "awaiting", ["receiving", "receiving"]), ...proposed(views) }),
    says: turn,
  },
  {
    title: "B sends it back with a comment",
    run: async ({ b }, ids) => void (await b.commentLa(known(ids.mobility), COMMENT)),
    expect: (views) => ({ ...statuses(views, "rejected", ["student", "nobody"]), "A reads B's comment": views.a?.rounds.at(-1)?.answer?.comment === COMMENT }),
    says: (views) => `"${views.a?.rounds.at(-1)?.answer?.comment}"; A's turn: correct it, then ${turn(views)}`,
  },
  {
    title: "A corrects it; student and A sign again",
    run: async ({ a }, ids) => {
      if ((await a.learningAgreement(known(ids.mobility)))?.turn === "student") await a.redraftLa(known(ids.mobility), CORRECTED);
      await a.signLa(known(ids.mobility));
    },
    expect: (views) => ({ ...statuses(views, "awaiting", ["receiving", "receiving"]), ...proposed(views) }),
    says: turn,
  },
  {
    title: "B signs: the first version holds",
    run: async ({ b }, ids) => void (await b.approveLa(known(ids.mobility))),
    expect: (views) => ({ ...statuses(views, "approved", ["nobody", "nobody"]), ...holds(views, [algorithms, maps]) }),
    says: (views) => `three signatures; ${titles(views.a?.comparison.agreed)}; ${turn(views)}`,
  },
  {
    title: "the student changes a course; student and A sign",
    run: async ({ a }, ids) => {
      if ((await a.learningAgreement(known(ids.mobility)))?.turn === "nobody") await a.redraftLa(known(ids.mobility), CHANGED);
      await a.signLa(known(ids.mobility));
    },
    expect: (views) => {
      const wanted = [`added ${coasts.title}`, `removed ${maps.title}`].join(", ");
      return {
        ...statuses(views, "awaiting", ["receiving", "receiving"]), ...proposed(views), ...holds(views, [algorithms, maps]),
        "A names what changes": differences(views.a) === wanted, "B names what changes": differences(views.b) === wanted,
      };
    },
    says: (views) => `${differences(views.b)}; ${turn(views)}`,
  },
  {
    title: "B signs: the change holds",
    run: async ({ b }, ids) => void (await b.approveLa(known(ids.mobility))),
    expect: (views) => ({ ...statuses(views, "approved", ["nobody", "nobody"]), ...holds(views, [algorithms, coasts]), "the first version is kept": titles(views.a?.firstVersion?.components) === titles(CORRECTED) }),
    says: (views) => `${titles(views.a?.comparison.agreed)}; B's turn: tell when the student arrives`,
  },
]);
