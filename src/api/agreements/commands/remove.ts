import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { commandOf } from "../command.js";

export const deleteAgreement = ({ agreements }: Pick<OfficeServices, "agreements">): Operation<"deleteAgreement"> => async (call) => {
  await agreements.remove(commandOf(call));
  return { status: 204 };
};
