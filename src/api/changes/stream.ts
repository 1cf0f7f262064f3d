import { describeEntry } from "../../domain/feed/describe.js";
import type { FeedPage, FeedRequest } from "../../domain/feed/model.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { audibleKinds } from "./kinds.js";
import type { WaitingPlaces } from "./places.js";

type Services = Pick<OfficeServices, "feed" | "feedWatch">;

/** The caller's rights are looked at when a stream begins: it ends soon, and another begins. */
const LIFE_MS = 120_000;
/** Shorter than what proxies give a silent connection. */
const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2_000;

export const streamChanges = (services: Services, places: WaitingPlaces): Operation<"streamChanges"> => async ({ path, query, caller, lastEventId, hungUp }) => {
  const request = { heiId: heiId(path.heiId), kinds: audibleKinds(caller, heiId(path.heiId), query.kinds), limit: 100, after: lastEventId ?? query.after ?? "now" };
  const leave = places.take(caller.id);
  if (hungUp.aborted) leave();
  else hungUp.addEventListener("abort", leave);
  // A cursor that is refused is refused before the stream begins.
  const first = await services.feed.page(request).catch((error: unknown) => {
    leave();
    throw error;
  });
  return { status: 200, mediaType: "text/event-stream", stream: events(services, request, { first, hungUp }) };
};

/** Server-sent events until the caller hangs up, the life is over, or the process ends. */
async function* events({ feed, feedWatch }: Services, request: FeedRequest, { first, hungUp }: { readonly first: FeedPage; readonly hungUp: AbortSignal }): AsyncGenerator<string> {
  const until = performance.now() + LIFE_MS;
  yield `retry: ${RETRY_MS}\n\n`;
  for (let page = first; ; page = await feed.page({ ...request, after: page.cursor })) {
    for (const entry of page.items) yield `id: ${entry.cursor}\nevent: change\ndata: ${JSON.stringify(describeEntry(entry))}\n\n`;
    if (!page.more) {
      const ms = Math.min(HEARTBEAT_MS, until - performance.now());
      if (ms > 0) await feedWatch.moved(page.head, { ms, signal: hungUp });
      yield ": still here\n\n";
    }
    if (hungUp.aborted || feedWatch.closed || performance.now() >= until) return;
  }
}
