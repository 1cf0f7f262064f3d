/** The work on imports: one after the other, each step kept, so that any process can go on where another one was killed. */
import { EwpError } from "../../kernel/errors.js";
import type { Clock, Ids, Logger } from "../../kernel/ports.js";
import type { ClaimedImport, ImportEnd, Importers, ImportStore } from "./ports.js";
import type { Tell } from "./progress.js";

export interface ImportParts {
  readonly store: ImportStore;
  readonly importers: Importers;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** A process that did not say for so long how far it is has died. */
const LEASE_MS = 20_000;
const AGAIN_MS = 10_000;
/** Begun so often without coming to an end, it would never. */
const MOST_ATTEMPTS = 5;
/** A short file is not kept waiting by another institution's long one. */
const LANES = 2;

/** Thrown where the work has to stop. */
class Halted extends Error {
  constructor(readonly why: "cancelled" | "lost" | "stopping") {
    super(why);
  }
}

export const createImportWork = (parts: ImportParts) => {
  const { store, clock, ids, logger } = parts;
  const lanes = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let stopping = false;
  /** Something came while every lane was at work: one that finds nothing looks once more. */
  let more = false;
  const announce = (): void => waiting.forEach((wake) => wake());
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);

  const lane = async (): Promise<void> => {
    while (!stopping) {
      more = false;
      const claim = await store.claim({ holder: ids.uuid(), now: clock.now(), until: later(LEASE_MS) });
      if (claim) {
        await attempt(claim);
        announce();
      } else if (!more) return;
    }
  };
  const tellOf = (claim: ClaimedImport): Tell => async (progress) => {
    if (stopping) throw new Halted("stopping");
    const answer = await store.reach(claim, progress, later(LEASE_MS));
    if (answer !== "go-on") throw new Halted(answer);
  };
  const attempt = async (claim: ClaimedImport): Promise<void> => {
    try {
      await store.end(claim, await doneBy(parts, claim, tellOf(claim)), clock.now());
    } catch (error) {
      if (error instanceof Halted) await halted(claim, error.why);
      else await failed(claim, error);
    }
  };
  const halted = async (claim: ClaimedImport, why: Halted["why"]): Promise<void> => {
    if (why === "cancelled") await store.end(claim, { state: "cancelled" }, clock.now());
    if (why === "stopping") await store.giveBack(claim, clock.now(), true);
  };
  const failed = async (claim: ClaimedImport, error: unknown): Promise<void> => {
    const { kind, heiId, attempt: number } = claim;
    logger.warn("an import failed; it is tried again", { kind, heiId, attempt: number, error: String(error) });
    await store.giveBack(claim, later(AGAIN_MS), false);
  };

  return {
    /** Begins with what waits. Whoever is told the import later than it ended reads it from the store. */
    begin: (): void => {
      more = true;
      if (stopping || lanes.size >= LANES) return;
      const running = lane().catch((error: unknown) => logger.warn("imports could not be gone on with; the next look tries again", { error: String(error) })).finally(() => lanes.delete(running));
      lanes.add(running);
    },
    isStopping: (): boolean => stopping,
    /** Resolves when an import of this process ends, at the latest after `ms`. */
    nextEnd: (ms: number): Promise<void> => new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms).unref();
      waiting.add(wake);
    }),
    stop: async (): Promise<void> => {
      stopping = true;
      announce();
      await Promise.all(lanes);
    },
  };
};

/** A refusal is the end of it; anything else is tried again. */
const doneBy = async ({ importers }: ImportParts, claim: ClaimedImport, tell: Tell): Promise<ImportEnd> => {
  if (claim.attempt > MOST_ATTEMPTS) return { state: "failed", failure: `It was begun ${MOST_ATTEMPTS} times and never came to an end; the log says why.` };
  try {
    return { state: "done", ...(await importers[claim.kind](claim, tell)) };
  } catch (error) {
    if (error instanceof EwpError && error.status < 500) return { state: "failed", failure: error.developerMessage };
    throw error;
  }
};
