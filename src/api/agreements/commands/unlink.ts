import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const unlinkAgreement = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"unlinkAgreement"> => async (call) =>
  agreementAnswer(await agreements.unlink(commandOf(call)), catalogue);
