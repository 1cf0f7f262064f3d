import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentCatalogue } from "./present.js";

export const getCatalogue = ({ catalogue }: Pick<OfficeServices, "catalogue">): Operation<"getCatalogue"> => async () =>
  ({ status: 200, body: presentCatalogue(catalogue.status()) });
