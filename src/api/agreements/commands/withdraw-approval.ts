import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { agreementAnswer, commandOf } from "../command.js";

export const withdrawApproval = ({ agreements, catalogue }: Pick<OfficeServices, "agreements" | "catalogue">): Operation<"withdrawApproval"> => async (call) =>
  agreementAnswer(await agreements.withdrawApproval(commandOf(call)), catalogue);
