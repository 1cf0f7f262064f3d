import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const terminateAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"terminateAgreement"> => async (call) =>
  agreementAnswer(await agreements.terminate({ ...commandOf(call), ...call.body }), catalogue);
