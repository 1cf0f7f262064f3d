import type { MobilityFilter } from "../../domain/nominations/ports.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";

interface Query extends Pick<MobilityFilter, "academicYear" | "agreementId" | "stage"> {
  readonly partner?: string;
  readonly status?: NonNullable<MobilityFilter["statuses"]>;
}

/** What a list of mobilities can be filtered by. */
export const filterOf = ({ partner, status, academicYear, agreementId, stage }: Query): MobilityFilter =>
  given({ partnerHeiId: partner === undefined ? undefined : heiId(partner), statuses: status, academicYear, agreementId, stage });
