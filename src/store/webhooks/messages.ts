import { type Kysely, sql } from "kysely";
import type { Change } from "../../domain/changes.js";
import type { FeedEntry } from "../../domain/feed/model.js";
import { changedObject } from "../../domain/feed/objects.js";
import type { Lane, WebhookAttempt } from "../../domain/webhooks/model.js";
import type { HeiId } from "../../kernel/ids.js";
import { cursorOf, readNumberCursor } from "../sql/cursor.js";
import { fromJson } from "../sql/document.js";
import type { Json } from "../sql/json.js";
import type { Tables } from "../sql/tables.js";

/** Of one request to tell everything again; the next request goes on. */
const MOST_AGAIN = 10_000;

export interface Receiver {
  readonly heiId: HeiId;
  readonly webhookId: string;
}

export interface NumberedEntry {
  readonly position: string;
  readonly doc: Json;
}

/** Makes a message of each entry, or makes the one that there is wait anew. */
export const addMessages = async (db: Kysely<Tables>, { heiId, webhookId }: Receiver, entries: readonly NumberedEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const changes = entries.map(({ doc }) => fromJson<Change>(doc));
  await sql`
    insert into webhook_messages (hei_id, webhook_id, position, object, kind, created_at)
    select ${heiId}, ${webhookId}, position::bigint, object, kind, at::timestamptz
    from unnest(${entries.map(({ position }) => position)}::text[], ${changes.map((change) => changedObject(change).href)}::text[], ${changes.map(({ kind }) => kind)}::text[],
      ${changes.map(({ at }) => at.toISOString())}::text[]) as added (position, object, kind, at)
    on conflict (hei_id, webhook_id, position) do update set delivered_at = null`.execute(db);
};

/** What retention removed meanwhile is told to nobody. */
export const nextOf = async (db: Kysely<Tables>, { heiId, webhookId, object }: Lane): Promise<FeedEntry | undefined> => {
  for (;;) {
    const { rows: [row] } = await sql<{ position: string; doc: Json | null }>`
      select m.position, t.doc from webhook_messages m left join timeline t on t.hei_id = m.hei_id and t.position = m.position
      where m.hei_id = ${heiId} and m.webhook_id = ${webhookId} and m.object = ${object} and m.delivered_at is null order by m.position limit 1`.execute(db);
    if (!row) return undefined;
    if (row.doc !== null) return { cursor: cursorOf(row.position), change: fromJson<Change>(row.doc) };
    await db.deleteFrom("webhook_messages").where("hei_id", "=", heiId).where("webhook_id", "=", webhookId).where("position", "=", row.position).execute();
  }
};

const positionOf = (cursor: string): string => readNumberCursor({ limit: 1, cursor }) ?? "0";

export const attempted = (db: Kysely<Tables>, { heiId, webhookId, object }: Lane, { messageId, kind, at, durationMs, status, problem }: WebhookAttempt): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const position = positionOf(messageId);
    const { rows } = await sql`
      insert into webhook_attempts (hei_id, webhook_id, position, object, kind, at, duration_ms, status, problem)
      select ${heiId}, ${webhookId}, ${position}::bigint, ${object}, ${kind}, ${at}::timestamptz, ${durationMs}::int, ${status ?? null}::int, ${problem ?? null}::text
      from webhooks where hei_id = ${heiId} and id = ${webhookId} returning id`.execute(tx);
    // It was removed while it was told.
    if (rows.length === 0) return;
    const own = tx.updateTable("webhooks").where("hei_id", "=", heiId).where("id", "=", webhookId);
    if (problem !== undefined) {
      await own.set({ failing_since: sql`coalesce(failing_since, ${at}::timestamptz)` }).execute();
      return;
    }
    await tx.updateTable("webhook_messages").set({ delivered_at: at }).where("hei_id", "=", heiId).where("webhook_id", "=", webhookId).where("position", "=", position).execute();
    await own.set({ failing_since: null }).where("failing_since", "is not", null).execute();
  });

/** Entries of the feed that the webhook is told of and was told of: those that are still to come, come anyway. */
export const redeliver = (db: Kysely<Tables>, receiver: Receiver, what: { readonly messageId: string } | { readonly since: Date }): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const chosen = "messageId" in what ? sql<boolean>`t.position = ${positionOf(what.messageId)}::bigint` : sql<boolean>`(t.doc ->> 'at')::timestamptz >= ${what.since}::timestamptz`;
    const { rows } = await sql<NumberedEntry>`
      select t.position, t.doc from webhooks w join timeline t on t.hei_id = w.hei_id and t.position <= w.read_to
      where w.hei_id = ${receiver.heiId} and w.id = ${receiver.webhookId} and t.doc ->> 'kind' = any(w.kinds) and ${chosen} order by t.position limit ${MOST_AGAIN}`.execute(tx);
    await addMessages(tx, receiver, rows);
    return rows.length;
  });

export const forget = async (db: Kysely<Tables>, before: Date): Promise<void> => {
  await db.deleteFrom("webhook_messages").where("delivered_at", "<", before).execute();
  await db.deleteFrom("webhook_attempts").where("at", "<", before).execute();
};
