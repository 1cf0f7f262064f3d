import { type Kysely, sql } from "kysely";
import type { Change, ChangeKind } from "../../domain/changes.js";
import type { ChangeFeed, FeedEntry, FeedPage, FeedRequest } from "../../domain/feed/model.js";
import { gone } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import { cursorOf, readNumberCursor } from "../sql/cursor.js";
import { fromJson } from "../sql/document.js";
import type { Json } from "../sql/json.js";
import type { Tables } from "../sql/tables.js";
import { numberChanges } from "./numbering.js";

/** Entries that one page looks at, whatever kinds are wanted of them. */
const SCANNED = 2_000;

/** The timeline of all objects as one feed per institution. */
export const changeFeed = (db: Kysely<Tables>): ChangeFeed => ({
  head: () => numberChanges(db),
  page: async (request) => {
    const head = await numberChanges(db);
    if (request.after === "now") return { items: [], cursor: cursorOf(String(head)), more: false, head };
    const after = await startOf(db, request, head);
    const { items, last, scanned } = await scan(db, request, { after, head });
    const shown = items.slice(0, request.limit);
    const end = (cursor: string, more: boolean): FeedPage => ({ items: shown, cursor, more, head });
    if (items.length > request.limit) return end(shown.at(-1)?.cursor ?? cursorOf(String(after)), true);
    return scanned === SCANNED ? end(cursorOf(String(last)), true) : end(cursorOf(String(head)), false);
  },
});

const START_AGAIN = "Ask with `after=now` for a cursor, then read the lists that you keep a copy of in full, then go on from that cursor.";

const startOf = async (db: Kysely<Tables>, { heiId, after }: FeedRequest, head: bigint): Promise<bigint> => {
  if (after === undefined) return 0n;
  const position = BigInt(readNumberCursor({ limit: 1, cursor: after }) ?? 0);
  const floor = await db.selectFrom("feed_floors").select("position").where("hei_id", "=", heiId).executeTakeFirst();
  if (position < BigInt(floor?.position ?? 0)) throw gone(`Entries after this cursor were removed when their time was over. ${START_AGAIN}`, { code: "cursor-expired" });
  if (position > head) throw gone(`This cursor is ahead of the feed, as after the database was restored from a backup. ${START_AGAIN}`, { code: "cursor-expired" });
  return position;
};

interface Range {
  readonly after: bigint;
  readonly head: bigint;
}

interface Row {
  readonly position: string | null;
  readonly doc: Json;
  readonly last: string | null;
  readonly scanned: string;
}

/** One entry more than the limit where there are more, what was looked at last, and how many were. */
const scan = async (db: Kysely<Tables>, { heiId, kinds, limit }: FeedRequest, range: Range) => {
  const { rows } = await sql<Row>`
    with scanned as materialized (${entries(heiId, range)})
    select found.position, found.doc, whole.last, whole.scanned
    from (select max(position) as last, count(*) as scanned from scanned) whole
    left join lateral (select position, doc from scanned where ${ofKinds(kinds)} order by position limit ${limit + 1}) found on true
    order by found.position`.execute(db);
  const items = rows.flatMap(({ position, doc }): FeedEntry[] => (position === null ? [] : [{ cursor: cursorOf(position), change: fromJson<Change>(doc) }]));
  return { items, last: BigInt(rows[0]?.last ?? 0), scanned: Number(rows[0]?.scanned) };
};

const entries = (heiId: HeiId, { after, head }: Range) => sql`
  select position, doc from timeline where hei_id = ${heiId} and position > ${String(after)}::bigint and position <= ${String(head)}::bigint order by position limit ${SCANNED}`;

const ofKinds = (kinds: readonly ChangeKind[]) => sql<boolean>`doc ->> 'kind' = any(${[...kinds]}::text[])`;
