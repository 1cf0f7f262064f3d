import type { IncomingNomination } from "../../coordinators/receiving.js";
import type { OutgoingNomination } from "../../coordinators/sending.js";
import { known, watching } from "../step.js";
import type { StudentIds, StudentJourney } from "./journey.js";

interface Views {
  readonly a: OutgoingNomination;
  readonly b?: IncomingNomination | undefined;
}

const viewsOf = async ({ a, b }: StudentJourney, { mobility }: StudentIds): Promise<Views> => {
  const [mine, theirs] = await Promise.all([a.nomination(known(mobility)), b.nomination(known(mobility))]);
  return { a: mine, b: theirs };
};

/** The receiving institution tells the days that the sending one needs for its certificate (PROTOCOL 6.6). */
export const STAY_STEPS = watching<StudentJourney, StudentIds, Views>(viewsOf, [
  {
    title: "the student arrives at B",
    run: async ({ b, days: { arrival } }, ids) => void (await b.enterStay(known(ids.mobility), { arrival })),
    expect: ({ a, b }, { days: { arrival } }) => ({
      "B says when": b?.stay.arrival === arrival, "A knows when": a.stay?.arrival === arrival, "nobody knows of a departure": a.stay?.departure === undefined && b?.stay.departure === undefined,
      "A can prove it": a.stay?.exchangeId !== undefined,
    }),
    says: ({ a }) => `A knows: ${a.stay?.arrival}; B's turn: tell when the student leaves`,
  },
  {
    title: "the student leaves B",
    run: async ({ b, days }, ids) => void (await b.enterStay(known(ids.mobility), days)),
    expect: ({ a, b }, { days: { arrival, departure } }) => ({
      "B says from when to when": b?.stay.arrival === arrival && b.stay.departure === departure, "A knows from when to when": a.stay?.arrival === arrival && a.stay.departure === departure,
    }),
    says: ({ a }) => `for A's certificate of attendance: ${a.stay?.arrival} to ${a.stay?.departure}; B's turn: the transcript`,
  },
]);
