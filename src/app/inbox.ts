import type { WeeksOf } from "../domain/inbox/due.js";
import { createInbox, type Inbox } from "../domain/inbox/service.js";
import type { HeiId } from "../kernel/ids.js";
import type { Clock } from "../kernel/ports.js";
import type { Store } from "../store/open.js";

interface Parts {
  readonly store: Pick<Store, "inboxSource" | "institutions">;
  readonly stuckAfterDays: number;
  readonly clock: Clock;
}

/** The inbox over this node's store. */
export const composeInbox = ({ store, stuckAfterDays, clock }: Parts): Inbox =>
  createInbox({ source: store.inboxSource, promisedWeeks: promisedWeeks(store), stuckAfterDays, clock });

const promisedWeeks = ({ institutions }: Pick<Store, "institutions">) => async (ours: HeiId): Promise<WeeksOf> => {
  const own = await institutions.factsheet(ours);
  return (heiId) => (heiId === ours ? own : undefined);
};
