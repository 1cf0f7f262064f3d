import type { Operation } from "../operation.js";
import { presentMe } from "./present.js";

export const getMe: Operation<"getMe"> = async ({ caller, visitor }) => ({ status: 200, body: presentMe(caller, visitor) });
