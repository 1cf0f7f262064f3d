import { badRequest, type EwpError } from "../kernel/errors.js";

/** What a caller is told of a request id that was used before. */
export const usedBefore = (): EwpError => badRequest("This X-Request-Id was used before with this key; expected a fresh one for every request.");

/** Remembers request ids so that a captured request cannot be sent a second time (PROTOCOL 3.3 step 6). */
export interface ReplayGuard {
  /**
   * True the first time a caller uses a request id, false when it comes again. Call it only after the signature was verified:
   * otherwise anybody could use up ids in the name of others.
   */
  admit(keyId: string, requestId: string, now: Date): boolean;
}

interface Memory {
  previous: Set<string>;
  current: Set<string>;
}

/** Of the ids of the heaviest caller: many at once, since finding it means looking at all of them. */
const FORGOTTEN_SHARE = 1 / 8;

const sizeOf = ({ previous, current }: Memory): number => previous.size + current.size;

/**
 * A guard in the memory of this process. `windowMs` is the date window of the verifier: a request dated one window ahead is valid for
 * two windows, so an id is kept at least that long (two generations: between two and four windows).
 *
 * `capacity` bounds all ids together. When it is reached, the caller that holds most forgets the oldest eighth of its own ids and nobody is refused.
 * This is safe for each caller: only the holder of a key adds ids under it, so a flood costs protection for the flooder's own requests
 * only, which it could sign anew anyway.
 */
export const createReplayGuard = ({ windowMs, capacity }: { windowMs: number; capacity: number }): ReplayGuard => {
  const spanMs = 2 * windowMs;
  const callers = new Map<string, Memory>();
  let size = 0;
  let since = -Infinity;

  const forgetOldest = (keyId: string, memory: Memory): void => {
    size -= memory.previous.size;
    memory.previous = memory.current;
    memory.current = new Set();
    if (sizeOf(memory) === 0) callers.delete(keyId);
  };
  const turn = (now: number): void => {
    const turns = Math.min(2, Math.floor((now - since) / spanMs));
    for (let i = 0; i < turns; i += 1) for (const [keyId, memory] of callers) forgetOldest(keyId, memory);
    if (turns > 0) since = now;
  };
  const shrink = (keyId: string, memory: Memory): void => {
    let left = Math.ceil(sizeOf(memory) * FORGOTTEN_SHARE);
    for (const ids of [memory.previous, memory.current]) {
      // A set goes through its members in the order in which they came.
      for (const id of ids) {
        if (left === 0) return;
        ids.delete(id);
        left -= 1;
        size -= 1;
      }
    }
    if (sizeOf(memory) === 0) callers.delete(keyId);
  };
  const makeRoom = (): void => {
    while (size > 0 && size >= capacity) {
      let heaviest: [string, Memory] | undefined;
      for (const caller of callers) if (!heaviest || sizeOf(caller[1]) > sizeOf(heaviest[1])) heaviest = caller;
      if (heaviest) shrink(...heaviest);
    }
  };

  return {
    admit: (keyId, requestId, now) => {
      turn(now.getTime());
      const known = callers.get(keyId);
      if (known?.current.has(requestId) || known?.previous.has(requestId)) return false;
      makeRoom();
      const memory = callers.get(keyId) ?? { previous: new Set(), current: new Set() };
      callers.set(keyId, memory);
      memory.current.add(requestId);
      size += 1;
      return true;
    },
  };
};
