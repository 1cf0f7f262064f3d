/** The seat ledger as offices ask for it, and what it says about a single nomination. */
import type { HeiId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import type { Imobility, Omobility, ToldContent } from "../model.js";
import { type Direction, ledgerOf, type SeatCount, type SeatLine } from "../seats/ledger.js";
import type { NominationDependencies } from "./dependencies.js";

export interface SeatQuestion {
  readonly academicYear: string;
  readonly partnerHeiId?: HeiId;
}

export const createSeats = ({ store, agreements }: NominationDependencies) => {
  const seats = async (heiId: HeiId, direction: Direction, { academicYear, partnerHeiId }: SeatQuestion, more: readonly SeatCount[] = []): Promise<readonly SeatLine[]> => {
    const [inForce, counts] = await Promise.all([
      agreements.inForceWith(heiId, partnerHeiId), store.seatCounts(heiId, direction, { academicYear, ...(partnerHeiId && { partnerHeiId }) }),
    ]);
    return ledgerOf(direction, inForce, [...counts, ...more], [academicYear]);
  };
  const overfull = async (mobility: Omobility | Imobility, direction: Direction, { receivingAcademicYear: academicYear, agreementIscedFCode, eqfLevel, activity, sendingIiaId }: ToldContent): Promise<readonly SeatLine[]> => {
    const { heiId, partnerHeiId } = mobility;
    // A draft counts as if it were sent: the warning comes before the nomination.
    const isDraft = "stage" in mobility && mobility.stage === "draft" && mobility.status === "pending";
    const draft: SeatCount = { partnerHeiId, academicYear, activity, nominated: 1, approved: 0, ...given({ iscedFCode: agreementIscedFCode, eqfLevel, agreementId: sendingIiaId }) };
    return (await seats(heiId, direction, { academicYear, partnerHeiId }, isDraft ? [draft] : [])).filter(({ left, iscedFCodes, eqfLevels }) =>
      left < 0 && (agreementIscedFCode === undefined || iscedFCodes.length === 0 || iscedFCodes.includes(agreementIscedFCode)) && (eqfLevel === undefined || eqfLevels.length === 0 || eqfLevels.includes(eqfLevel)));
  };
  return {
    /** Agreed, nominated, approved and left, a line per condition of every agreement in force. */
    seats: (heiId: HeiId, direction: Direction, question: SeatQuestion) => seats(heiId, direction, question),
    /** Lines that this nomination belongs to and of which more was nominated than agreed. */
    overNominations: (mobility: Omobility | Imobility): Promise<readonly SeatLine[]> => ("current" in mobility
      ? overfull(mobility, "incoming", mobility.current.proposal.content)
      : overfull(mobility, "outgoing", mobility.proposal.content)),
  };
};
