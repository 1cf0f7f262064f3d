/** Imports as offices order and follow them, and the work itself. */
import { editConflict, notFound } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import { type Import, type ImportKind, type ImportOrder, isOver } from "./model.js";
import { createImportWork, type ImportParts } from "./work.js";

/** Of one institution, files that wait are this many at most: each may hold 20 MB. */
const MOST_OPEN = 10;
const KEPT_MS = 30 * 24 * 3_600_000;
/** Between two looks at what another process works on. */
const LOOK_MS = 500;

export const createImports = (parts: ImportParts) => {
  const { store, clock } = parts;
  const work = createImportWork(parts);
  const get = async <K extends ImportKind>(heiId: HeiId, kind: K, id: string): Promise<Import<K>> => {
    const found = await store.get(heiId, kind, id);
    if (!found) throw notFound("There is no import with this id.");
    return found;
  };
  return {
    get,
    /** Keeps the order and begins. An order that is kept already is not kept again. 409 `too-many-imports` while ten are not over. */
    order: async (order: ImportOrder): Promise<void> => {
      if (!(await store.add(order, clock.now(), MOST_OPEN))) {
        throw editConflict(`${MOST_OPEN} imports of this institution are not over yet.`, "Other imports are at work. Wait until they are done, or cancel them.", { code: "too-many-imports" });
      }
      work.begin();
    },
    /** As it is when it is over, or after `ms`. */
    waitFor: async <K extends ImportKind>(heiId: HeiId, kind: K, id: string, ms: number): Promise<Import<K>> => {
      const limit = clock.now().getTime() + ms;
      for (let looks = Math.ceil(ms / LOOK_MS); ; looks--) {
        const ended = work.nextEnd(LOOK_MS);
        const found = await get(heiId, kind, id);
        if (isOver(found) || looks <= 0 || work.isStopping() || clock.now().getTime() > limit) return found;
        await ended;
      }
    },
    /** Stops it at its next step; what was stored until then stays. Nothing happens when it is over. */
    cancel: async <K extends ImportKind>(heiId: HeiId, kind: K, id: string): Promise<Import<K>> => {
      await store.cancel({ heiId, kind, id }, clock.now());
      work.begin();
      return get(heiId, kind, id);
    },
    /** Goes on with what waits, also what another process left; to be called regularly. */
    goOn: work.begin,
    /** Removes what was over a month ago. */
    forget: (): Promise<number> => store.forget(new Date(clock.now().getTime() - KEPT_MS)),
    /** Ends at the next step of what is at work, for another process to go on with. */
    stop: work.stop,
  };
};
export type Imports = ReturnType<typeof createImports>;
