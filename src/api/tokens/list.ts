import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentToken } from "./present.js";

export const listTokens = ({ tokens }: Pick<OfficeServices, "tokens">): Operation<"listTokens"> => async ({ caller }) =>
  ({ status: 200, body: { items: (await tokens.list(caller)).map(presentToken) } });
