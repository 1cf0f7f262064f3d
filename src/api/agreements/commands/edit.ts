import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { requireIfMatch } from "../../door/if-match.js";
import { agreementAnswer, commandOf } from "../command.js";
import { contentOf } from "../terms.js";

export const editAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"editAgreement"> => async (call) => {
  requireIfMatch(call.ifMatch);
  return agreementAnswer(await agreements.edit({ ...commandOf(call), content: contentOf(call.body) }), catalogue);
};
