import type { Kysely } from "kysely";
import type { Webhook, WebhookStore } from "../../domain/webhooks/model.js";
import type { HeiId } from "../../kernel/ids.js";
import { numberChanges } from "../changes/numbering.js";
import { cursorOf, pageOf, readNumberCursor } from "../sql/cursor.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { fanOut } from "./fan-out.js";
import { attempted, forget, nextOf, redeliver } from "./messages.js";
import { columnsOf, toAttempt, toSecrets, toWebhook, waitingOf } from "./rows.js";

/** Webhooks and their messages. `committed` is called when the outbox has something new. */
export const webhookStore = (db: Kysely<Tables>, committed: () => void): WebhookStore => {
  const one = async (heiId: HeiId, id: string): Promise<Webhook | undefined> => {
    const row = await db.selectFrom("webhooks").selectAll().select(waitingOf).where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
    return row && toWebhook(row);
  };
  return {
    list: async (heiId) => (await db.selectFrom("webhooks").selectAll().select(waitingOf).where("hei_id", "=", heiId).orderBy("created_at").orderBy("id").execute()).map(toWebhook),
    get: one,
    add: async ({ heiId, id, url, description, kinds, createdAt }, { secret }) => {
      const head = await numberChanges(db);
      const added = await refusing(() => db.insertInto("webhooks").values({
        hei_id: heiId, id, url, description: description ?? null, kinds: [...kinds], secret, former_secret: null, former_until: null, read_to: String(head), created_at: createdAt,
        failing_since: null, disabled_at: null, disabled_reason: null,
      }).onConflict((on) => on.doNothing()).executeTakeFirst());
      return added.numInsertedOrUpdatedRows === 1n;
    },
    change: async (heiId, id, change) => {
      const columns = columnsOf(change);
      if (Object.keys(columns).length > 0) await refusing(() => db.updateTable("webhooks").set(columns).where("hei_id", "=", heiId).where("id", "=", id).execute());
      return one(heiId, id);
    },
    remove: async (heiId, id) => (await db.deleteFrom("webhooks").where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst()).numDeletedRows === 1n,
    secrets: async (heiId, id) => {
      const row = await db.selectFrom("webhooks").select(["secret", "former_secret", "former_until"]).where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
      return row && toSecrets(row);
    },
    attempts: async (heiId, id, page) => {
      const before = readNumberCursor(page);
      const rows = await db.selectFrom("webhook_attempts").selectAll().where("hei_id", "=", heiId).where("webhook_id", "=", id)
        .$if(before !== undefined, (query) => query.where("id", "<", before as string)).orderBy("id", "desc").limit(page.limit + 1).execute();
      return pageOf(rows, page, toAttempt, (row) => cursorOf(row.id));
    },
    redeliver: (heiId, id, what) => redeliver(db, { heiId, webhookId: id }, what),
    fanOut: async (now) => {
      if (await fanOut(db, now)) committed();
    },
    next: (lane) => nextOf(db, lane),
    attempted: (lane, attempt) => attempted(db, lane, attempt),
    forget: (before) => forget(db, before),
  };
};
