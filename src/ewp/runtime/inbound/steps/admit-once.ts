import { headerValue } from "../../../../security/header-map.js";
import { usedBefore } from "../../../../security/replay-guard.js";
import type { InboundExchange } from "../exchange.js";
import type { ReplayMemory } from "../../ports.js";
import type { Authenticated } from "./authenticate.js";

/**
 * Refuses a signed POST that another process of this node has taken already. GETs only read, so that a repetition of one is harmless
 * (PROTOCOL 3.3 step 6), and they are not worth asking for. To be called when the whole request is known to be authentic.
 */
export const admitOnce = async ({ head }: InboundExchange, { requester, headers, callerKey }: Authenticated, memory: ReplayMemory | undefined): Promise<void> => {
  if (!memory || head.method !== "POST" || callerKey === undefined || requester.keyId === undefined) return;
  if (!(await memory.isFirst(requester.keyId, headerValue(headers, "x-request-id") ?? ""))) throw usedBefore();
};
