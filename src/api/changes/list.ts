import { describeEntry } from "../../domain/feed/describe.js";
import type { FeedPage, FeedRequest } from "../../domain/feed/model.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { audibleKinds } from "./kinds.js";
import type { WaitingPlaces } from "./places.js";

type Services = Pick<OfficeServices, "feed" | "feedWatch">;

export const listChanges = (services: Services, places: WaitingPlaces): Operation<"listChanges"> => async ({ path, query, caller, hungUp }) => {
  const { after, wait = 0, limit = 100 } = query;
  const request = { heiId: heiId(path.heiId), kinds: audibleKinds(caller, heiId(path.heiId), query.kinds), limit, ...given({ after }) };
  const { items, cursor, more } = wait === 0 ? await services.feed.page(request) : await waited(services, request, { seconds: wait, hungUp, leave: places.take(caller.id) });
  return { status: 200, body: { items: items.map(describeEntry), cursor, more } };
};

/** The first page with something on it, or the empty one when the time is over. */
const waited = async ({ feed, feedWatch }: Services, request: FeedRequest, { seconds, hungUp, leave }: { readonly seconds: number; readonly hungUp: AbortSignal; readonly leave: () => void }): Promise<FeedPage> => {
  try {
    const until = performance.now() + seconds * 1000;
    for (let after = request.after; ; ) {
      const page = await feed.page({ ...request, ...given({ after }) });
      const ms = until - performance.now();
      if (page.items.length > 0 || page.more || ms <= 0) return page;
      after = page.cursor;
      await feedWatch.moved(page.head, { ms, signal: hungUp });
      if (hungUp.aborted || feedWatch.closed) return page;
    }
  } finally {
    leave();
  }
};
