import type { Operation } from "../operation.js";

export const getSignInWays: Operation<"getSignInWays"> = async () => ({ status: 200, body: { password: true } });
