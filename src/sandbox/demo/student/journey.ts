import { ReceivingCoordinator } from "../../coordinators/receiving.js";
import { SendingCoordinator } from "../../coordinators/sending.js";
import type { Schemas } from "../../office-client.js";
import { laDetailsOf, nominationOf, plannedDays, sampleStudent, type StayOf } from "../../samples/students.js";
import type { Side } from "../../side.js";
import { type Ids as AgreementIds, type Journey as AgreementJourney, planJourney } from "../journey.js";

/** One student who goes from A to B, under an agreement of their own. */
export interface StudentJourney {
  readonly a: SendingCoordinator;
  readonly b: ReceivingCoordinator;
  readonly agreement: AgreementJourney;
  /** For a field that is not the student's, and what should have been written. */
  readonly nominations: { readonly mistaken: Schemas["NominationForm"]; readonly corrected: Schemas["NominationForm"] };
  readonly stay: StayOf;
  readonly details: Schemas["LaDetails"];
  /** As `YYYY-MM-DD`. */
  readonly days: { readonly arrival: string; readonly departure: string };
  readonly key: string;
}

/** What is known of the ids, as far as the story has come. */
export interface StudentIds {
  readonly agreement?: AgreementIds;
  /** The nomination that is rejected. */
  readonly mistaken?: string;
  /** The one in its place: also the id of the mobility, which everything later belongs to. */
  readonly mobility?: string;
}

/** Fields of the sample agreements: earth sciences, software development. */
const FIELDS = { mistaken: "0532", corrected: "0613" } as const;

/** Plans the stay for the first year of an agreement that begins in the year after `year`; `key` tells it from others on the same nodes. */
export const planStudent = (sideA: Side, sideB: Side, { key, year }: { readonly key: string; readonly year: number }): StudentJourney => {
  const stay: StayOf = { from: sideA.institution, to: sideB.institution, year: year + 1, student: sampleStudent(sideA.institution, 0, key) };
  const { start, end } = plannedDays(stay);
  return {
    a: new SendingCoordinator(sideA.institution, sideA.office),
    b: new ReceivingCoordinator(sideB.institution, sideB.office, sideA.heiId),
    agreement: planJourney(sideA, sideB, { key: `${key}-student`, year }),
    nominations: { mistaken: nominationOf(stay, FIELDS.mistaken), corrected: nominationOf(stay, FIELDS.corrected) },
    stay, details: laDetailsOf(stay), days: { arrival: start, departure: end }, key,
  };
};
