import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const revertAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"revertAgreement"> => async (call) =>
  agreementAnswer(await agreements.revert(commandOf(call)), catalogue);
