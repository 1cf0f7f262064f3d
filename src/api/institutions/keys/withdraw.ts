import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentKeys } from "./present.js";

type Services = Pick<OfficeServices, "hostKeys" | "keyPolicy" | "catalogue">;

export const withdrawKey = (services: Services): Operation<"withdrawKey"> => async ({ path, body }) => {
  const keys = await services.hostKeys.withdraw(heiId(path.heiId), path.fingerprint, body.compromised);
  return { status: 200, body: { items: presentKeys(keys, services) } };
};
