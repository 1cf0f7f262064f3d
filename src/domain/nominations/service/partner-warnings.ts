import type { HeiId } from "../../../kernel/ids.js";
import type { Problem } from "../../problem.js";
import type { PartnerNominations } from "../ports.js";

/** What an office should know of a partner before it nominates there. No refusal: the partner may come, and the registry may be away. */
export const partnerWarnings = ({ isListed }: Pick<PartnerNominations, "isListed">, partnerHeiId: HeiId): readonly Problem[] =>
  (isListed(partnerHeiId) ? [] : [{ field: "partnerHeiId", problem: "is no institution of the network at present, so nothing can be sent to it", expected: "the SCHAC id of an institution in the catalogue, e.g. uw.edu.pl" }]);
