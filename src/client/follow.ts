import type { PasserelleClient } from "./create-client.js";
import type { Schemas } from "./plain.js";
import { dataOf } from "./problem.js";

export type ChangeEntry = Schemas["ChangeEntry"];

export interface Follow {
  readonly heiId: string;
  /** Cursor of the last entry that was dealt with; `now` for what comes, absent for all that is kept. Keep it where it survives a restart. */
  readonly after?: string | undefined;
  readonly kinds?: readonly Schemas["ChangeKind"][];
  /** Seconds for which an answer may wait; 0 ends at the end of the feed. */
  readonly wait?: number;
  readonly signal?: AbortSignal;
}

const WAIT_SECONDS = 25;

/** Entries of the change feed as they come, each at least once, those of one object in their order. Ends with `signal`, or with `wait: 0` when all was read. */
export async function* follow(client: PasserelleClient, { heiId, after, kinds, wait = WAIT_SECONDS, signal }: Follow): AsyncGenerator<ChangeEntry, void> {
  for (let cursor = after; !signal?.aborted; ) {
    const query = { wait, ...(cursor !== undefined && { after: cursor }), ...(kinds && { kinds: [...kinds] }) };
    const page = await dataOf(client.GET("/institutions/{heiId}/changes", { params: { path: { heiId }, query }, ...(signal && { signal }) }));
    yield* page.items;
    cursor = page.cursor;
    if (wait === 0 && !page.more) return;
  }
}
