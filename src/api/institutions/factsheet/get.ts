import { notFound } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentFactsheet } from "./present.js";

export const getFactsheet = ({ institutions }: Pick<OfficeServices, "institutions">): Operation<"getFactsheet"> => async ({ path }) => {
  const factsheet = await institutions.factsheet(heiId(path.heiId));
  if (!factsheet) throw notFound("This institution has no factsheet yet.");
  return { status: 200, body: presentFactsheet(factsheet), revision: factsheet.revision };
};
