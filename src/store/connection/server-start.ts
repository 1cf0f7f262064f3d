import type { Logger } from "../../kernel/ports.js";
import { databaseUnavailable, isConnectionLost } from "../sql/failures.js";

const PAUSE_MS = 500;

/**
 * Waits until `connect` works, as when a server starts at the same time as this process, and says so once. Throws what is wrong when it
 * is not the connection, such as a password, and 503 when about `patienceMs` were not enough.
 */
export const awaitServer = async (connect: () => Promise<unknown>, { patienceMs, logger }: { readonly patienceMs: number; readonly logger: Logger }): Promise<void> => {
  for (let waitedMs = 0; ; waitedMs += PAUSE_MS) {
    const failure = await connect().then(() => undefined, (error: unknown) => error ?? new Error("no connection"));
    if (failure === undefined) return;
    if (!isConnectionLost(failure)) throw failure;
    if (waitedMs >= patienceMs) throw databaseUnavailable(failure);
    if (waitedMs === 0) logger.warn("the database server does not answer yet; waiting for it", { seconds: patienceMs / 1000, error: String(failure) });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};
