import { Redis } from "ioredis";
import type { ReplayMemory } from "../ewp/runtime/ports.js";
import type { Logger } from "../kernel/ports.js";
import { DATE_WINDOW_MS } from "../security/http-signature/date-window.js";

export interface RedisReplayMemoryOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** First part of every key. Processes of one node share it. */
  readonly prefix: string;
  readonly logger: Logger;
}

/** A partner waits for the answer: rather none than a slow one. */
const COMMAND_MS = 500;
/** A request dated one window ahead is valid for two. */
const KEPT_MS = 2 * DATE_WINDOW_MS;

/**
 * Request ids in Redis, for the processes behind one address (docs/decisions/0015). While Redis is away every id counts as new: what is
 * accepted does no harm when it is repeated, and refusing it would.
 */
export const redisReplayMemory = ({ url, prefix, logger }: RedisReplayMemoryOptions): ReplayMemory & { close(): void } => {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_MS, disconnectTimeout: 500 });
  let away = false;
  const trouble = (error: Error): void => {
    if (!away) logger.warn("Redis does not answer: repeated requests are only recognised by the process that had them first", { error: error.message });
    away = true;
  };
  redis.on("error", trouble);
  return {
    isFirst: async (keyId, requestId) => {
      try {
        const set = await redis.set(`${prefix}:seen:${keyId}:${requestId}`, "", "PX", KEPT_MS, "NX");
        away = false;
        return set !== null;
      } catch (error) {
        trouble(error as Error);
        return true;
      }
    },
    close: () => redis.disconnect(),
  };
};
