import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const approveAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"approveAgreement"> => async (call) =>
  agreementAnswer(await agreements.approve({ ...commandOf(call), ...call.body }), catalogue);
