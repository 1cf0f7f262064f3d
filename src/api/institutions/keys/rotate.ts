import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { presentKeys } from "./present.js";

type Services = Pick<OfficeServices, "hostKeys" | "keyPolicy" | "catalogue">;

export const rotateKeys = (services: Services): Operation<"rotateKeys"> => async ({ path, body }) => {
  const keys = await services.hostKeys.rotate(heiId(path.heiId), body.purpose && [body.purpose]);
  return { status: 201, body: { items: presentKeys(keys, services) } };
};
