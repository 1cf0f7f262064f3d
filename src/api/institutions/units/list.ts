import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentUnit } from "./present.js";

export const listUnits = ({ institutions }: Pick<OfficeServices, "institutions">): Operation<"listUnits"> => async ({ path }) =>
  ({ status: 200, body: { items: (await institutions.ounits(heiId(path.heiId))).map(presentUnit) } });
