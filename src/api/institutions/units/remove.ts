import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";

export const deleteUnit = ({ institutionCommands }: Pick<OfficeServices, "institutionCommands">): Operation<"deleteUnit"> => async ({ path }) => {
  await institutionCommands.removeOunit(heiId(path.heiId), path.unitId);
  return { status: 204 };
};
