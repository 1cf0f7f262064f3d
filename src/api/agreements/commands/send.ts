import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const sendAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"sendAgreement"> => async (call) =>
  agreementAnswer(await agreements.share(commandOf(call)), catalogue);
