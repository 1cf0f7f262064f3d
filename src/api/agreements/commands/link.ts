import { iiaId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const linkAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"linkAgreement"> => async (call) =>
  agreementAnswer(await agreements.link({ ...commandOf(call), theirId: iiaId(call.body.partnerIiaId) }), catalogue);
