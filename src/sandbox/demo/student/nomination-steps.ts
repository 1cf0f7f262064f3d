import type { IncomingNomination } from "../../coordinators/receiving.js";
import type { OutgoingNomination } from "../../coordinators/sending.js";
import type { Schemas } from "../../office-client.js";
import { MOBILITIES } from "../journey.js";
import { type Expectations, known, watching } from "../step.js";
import type { StudentIds, StudentJourney } from "./journey.js";

interface Views {
  readonly a?: OutgoingNomination | undefined;
  readonly b?: IncomingNomination | undefined;
  /** Of the agreement, for the field of the nomination, at A and at B. */
  readonly seats: readonly Schemas["SeatLine"][];
}

const REASON = "She studies software development: please nominate her for a place in that field.";

/** The nomination that counts: the later one, once there is one. */
const viewsOf = async ({ a, b, nominations: { corrected } }: StudentJourney, { agreement, mistaken, mobility }: StudentIds): Promise<Views> => {
  const id = mobility ?? mistaken;
  const year = corrected.nomination.receivingAcademicYear;
  const [mine, theirs, ...ledgers] = await Promise.all([
    id === undefined ? undefined : a.nomination(id), id === undefined ? undefined : b.nomination(id), a.seats(year, known(agreement?.a)), b.seats(year, known(agreement?.b)),
  ]);
  return { a: mine, b: theirs, seats: ledgers.flat() };
};

const statuses = ({ a, b }: Views, atA: OutgoingNomination["status"], atB: IncomingNomination["status"]): Expectations => ({
  [`A says ${atA}`]: a?.status === atA,
  [`B says ${atB}`]: b?.status === atB,
});
/** B has read what A shows, and finds nothing wrong with it. */
const read = ({ a, b }: Views): Expectations => ({
  "B has A's proposal of now": a !== undefined && b?.current.nomination.proposalId === a.nomination.proposalId,
  "B finds no fault with it": b?.current.faults.length === 0,
});
const ledger = ({ seats }: Views, { nominated, approved }: { readonly nominated: number; readonly approved: number }): Expectations =>
  Object.fromEntries([seats[0], seats[1]].map((line, at) => [
    `the ledger at ${at === 0 ? "A" : "B"} counts ${nominated} nominated, ${approved} approved`,
    line?.agreed === MOBILITIES.agreed && line.nominated === nominated && line.approved === approved && line.left === MOBILITIES.agreed - nominated,
  ]));
const seatsInWords = ({ seats: [line] }: Views): string => (line ? `places: ${line.agreed} agreed, ${line.nominated} nominated, ${line.approved} approved, ${line.left} left` : "no places");

/** From the first nomination to an approved one (PROTOCOL 6.4). */
export const NOMINATION_STEPS = watching<StudentJourney, StudentIds, Views>(viewsOf, [
  {
    title: "A drafts a nomination",
    run: async ({ a, b, nominations, key }, { agreement }) => ({ mistaken: (await a.draftNomination(b.heiId, { ...nominations.mistaken, agreementId: known(agreement?.a) }, `nominate ${key}`)).id }),
    expect: (views, _, { agreement }) => ({
      "A says draft": views.a?.status === "draft",
      "A names the agreement that gives the place": views.a?.nomination.sendingIiaId === agreement?.a && views.a?.nomination.receivingIiaId === agreement?.b,
      "B does not see it": views.b === undefined, ...ledger(views, { nominated: 0, approved: 0 }),
    }),
    says: () => "only A sees it; A's turn: send it",
  },
  {
    title: "A sends it",
    run: async ({ a }, ids) => void (await a.sendNomination(known(ids.mistaken))),
    expect: (views) => ({ ...statuses(views, "delivered", "pending"), ...read(views), ...ledger(views, { nominated: 1, approved: 0 }) }),
    says: (views) => `delivered; ${seatsInWords(views)}; B's turn: decide`,
  },
  {
    title: "B rejects it and says why",
    run: async ({ b }, ids) => void (await b.rejectNomination(known(ids.mistaken), REASON)),
    expect: (views) => ({
      ...statuses(views, "rejected", "rejected"), ...ledger(views, { nominated: 0, approved: 0 }),
      "A reads B's reason": views.a?.verdicts.at(-1)?.decision === "reject" && views.a.verdicts.at(-1)?.comment === REASON,
    }),
    says: ({ a }) => `"${a?.verdicts.at(-1)?.comment}"; A's turn: correct or replace it`,
  },
  {
    title: "A replaces it by a corrected one",
    run: async ({ a, nominations, key }, { mistaken, agreement }) => ({ mobility: (await a.replaceNomination(known(mistaken), { ...nominations.corrected, agreementId: known(agreement?.a) }, `replace ${key}`)).id }),
    expect: async (views, { a, b }, ids) => {
      const [old, oldAtB] = await Promise.all([a.nomination(known(ids.mistaken)), b.nomination(known(ids.mistaken))]);
      return {
        "A says draft": views.a?.status === "draft" && views.a.replaces === ids.mistaken, "B does not see it": views.b === undefined,
        "A says that the old one is cancelled": old.status === "cancelled" && old.replacedBy === ids.mobility,
        "B says that the old one is cancelled": oldAtB?.status === "cancelled",
      };
    },
    says: () => "the old one is cancelled on both sides; A's turn: send the new one",
  },
  {
    title: "A sends that",
    run: async ({ a }, ids) => void (await a.sendNomination(known(ids.mobility))),
    expect: (views) => ({ ...statuses(views, "delivered", "pending"), ...read(views), ...ledger(views, { nominated: 1, approved: 0 }) }),
    says: (views) => `delivered; ${seatsInWords(views)}; B's turn: decide`,
  },
  {
    title: "B approves it",
    run: async ({ b }, ids) => void (await b.approveNomination(known(ids.mobility))),
    expect: (views) => ({ ...statuses(views, "approved", "approved"), ...ledger(views, { nominated: 1, approved: 1 }) }),
    says: (views) => `${seatsInWords(views)}; A's turn: the learning agreement`,
  },
]);
