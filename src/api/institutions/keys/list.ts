import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentKeys } from "./present.js";

type Services = Pick<OfficeServices, "hostKeys" | "keyPolicy" | "catalogue">;

export const listKeys = (services: Services): Operation<"listKeys"> => async ({ path }) =>
  ({ status: 200, body: { items: presentKeys(await services.hostKeys.list(heiId(path.heiId)), services) } });
