import { type Kysely, sql, type Transaction } from "kysely";
import type { HeiId } from "../../kernel/ids.js";
import { webhookPartner } from "../../outbox/model.js";
import { numberChanges } from "../changes/numbering.js";
import { insertWaiting } from "../outbox/insert.js";
import type { Tables } from "../sql/tables.js";
import { addMessages, type NumberedEntry, type Receiver } from "./messages.js";

/** Entries, and lanes, of one webhook and one look. */
const BATCH = 1_000;

/**
 * New entries of the feed become messages of the webhooks that want them, and every lane with waiting messages gets a row in the outbox
 * unless it has one: so one object's messages are told by one at a time. Any number of processes may call it. True when there are new rows.
 */
export const fanOut = async (db: Kysely<Tables>, now: Date): Promise<boolean> => {
  const receivers = await db.selectFrom("webhooks").select(["hei_id", "id"]).where("disabled_at", "is", null).execute();
  if (receivers.length === 0) return false;
  const head = await numberChanges(db);
  let added = false;
  for (const { hei_id, id } of receivers) {
    const receiver = { heiId: hei_id as HeiId, webhookId: id };
    added = (await db.transaction().execute((tx) => fanOutTo(tx, receiver, { head, now }))) || added;
  }
  return added;
};

const fanOutTo = async (tx: Transaction<Tables>, receiver: Receiver, { head, now }: { readonly head: bigint; readonly now: Date }): Promise<boolean> => {
  const { heiId, webhookId } = receiver;
  const row = await tx.selectFrom("webhooks").select(["read_to", "kinds"]).where("hei_id", "=", heiId).where("id", "=", webhookId).where("disabled_at", "is", null).forUpdate().skipLocked().executeTakeFirst();
  if (!row) return false;
  if (BigInt(row.read_to) < head) await readOn(tx, receiver, { from: row.read_to, to: String(head), kinds: row.kinds });
  const lanes = await idleLanes(tx, receiver);
  await insertWaiting(tx, lanes.map((objectId) => ({ kind: "webhook", heiId, partnerHeiId: webhookPartner(webhookId) as HeiId, objectId, dueAt: now })), now);
  return lanes.length > 0;
};

const readOn = async (tx: Transaction<Tables>, receiver: Receiver, { from, to, kinds }: { readonly from: string; readonly to: string; readonly kinds: readonly string[] }): Promise<void> => {
  const { rows } = await sql<NumberedEntry & { readonly wanted: boolean }>`
    select position, doc, doc ->> 'kind' = any(${[...kinds]}::text[]) as wanted from timeline
    where hei_id = ${receiver.heiId} and position > ${from}::bigint and position <= ${to}::bigint order by position limit ${BATCH}`.execute(tx);
  await addMessages(tx, receiver, rows.filter(({ wanted }) => wanted));
  const readTo = rows.length === BATCH ? rows.at(-1)?.position ?? to : to;
  await tx.updateTable("webhooks").set({ read_to: readTo }).where("hei_id", "=", receiver.heiId).where("id", "=", receiver.webhookId).execute();
};

const idleLanes = async (tx: Transaction<Tables>, { heiId, webhookId }: Receiver): Promise<readonly string[]> => {
  const { rows } = await sql<{ object: string }>`
    select distinct m.object from webhook_messages m
    where m.hei_id = ${heiId} and m.webhook_id = ${webhookId} and m.delivered_at is null and not exists (
      select from outbox o where o.hei_id = m.hei_id and o.partner_hei_id = ${webhookPartner(webhookId)} and o.kind = 'webhook' and o.object_id = m.object and o.state in ('waiting', 'leased'))
    limit ${BATCH}`.execute(tx);
  return rows.map(({ object }) => object);
};
