import { notFound } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentUnit } from "./present.js";

export const getUnit = ({ institutions }: Pick<OfficeServices, "institutions">): Operation<"getUnit"> => async ({ path }) => {
  const unit = await institutions.ounit(heiId(path.heiId), path.unitId);
  if (!unit) throw notFound("There is no unit with this id.");
  return { status: 200, body: presentUnit(unit), revision: unit.revision };
};
