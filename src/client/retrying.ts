import type { Platform } from "./platform.js";

const MOST_RETRIES = 5;
/** A longer wait is the caller's decision. */
const LONGEST_WAIT_MS = 60_000;
const BUSY = new Set([429, 503]);

/** Sends again what the node was too busy for, after the time that it asks for in `Retry-After` (seconds); gives its last answer. */
export const retrying = ({ fetch: send, wait }: Pick<Platform, "fetch" | "wait">): Platform["fetch"] => async (request) => {
  for (let tries = 0; ; tries++) {
    const answer = await send(request.clone());
    const ms = Number(answer.headers.get("Retry-After") ?? Number.NaN) * 1000;
    if (!BUSY.has(answer.status) || tries === MOST_RETRIES || !(ms <= LONGEST_WAIT_MS)) return answer;
    await answer.body?.cancel();
    await wait(ms);
  }
};
