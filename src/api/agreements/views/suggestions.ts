import { given } from "../../../kernel/given.js";
import { heiId, iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const suggestPartnerCopies = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"suggestPartnerCopies"> => async ({ path }) => {
  const suggestions = await agreements.suggestions(heiId(path.heiId), iiaId(path.agreementId));
  const items = suggestions.map(({ candidate, score, reasons }) => ({ partnerIiaId: candidate.iiaId, score, reasons, ...given({ iiaCode: candidate.current.copy.owner.iiaCode }) }));
  return { status: 200, body: { items } };
};
