import { sql, type Kysely, type Transaction } from "kysely";
import type { Change } from "../../domain/changes.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { insertWaiting } from "../outbox/insert.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { announcementsOf } from "./announcements.js";
import { saveTimeline } from "./timeline.js";

export interface DecideContext {
  readonly db: Kysely<Tables>;
  readonly clock: Clock;
  /** Called after a commit that left something to send. */
  readonly committed: () => void;
}

/** Key of the advisory lock of a partnership; a collision only makes two partnerships wait for each other. */
export const partnershipKey = (heiId: string, partnerHeiId: string) => sql`hashtextextended(${`${heiId} ${partnerHeiId}`}, 7)`;

/** Makes decisions of these partnerships run one after another until the end of the transaction. Sorted, so that nobody waits in a circle. */
export const lockPartnerships = async (db: Kysely<Tables>, heiId: HeiId, partners: Iterable<string>): Promise<void> => {
  for (const partner of [...new Set(partners)].sort()) await sql`select pg_advisory_xact_lock(${partnershipKey(heiId, partner)})`.execute(db);
};

/**
 * Waits for the decisions of a partnership that are under way: they are in an answer that is read after it, and what comes later is
 * stamped later. The lock need not be held any longer.
 */
export const awaitDecisions = async (db: Kysely<Tables>, heiId: HeiId, partnerHeiId: HeiId): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock_shared(${partnershipKey(heiId, partnerHeiId)})`.execute(db));

/** What others must hear becomes durable with the change itself, due at once; returns whether there is anything. */
export const recordChanges = async (tx: Kysely<Tables>, changes: readonly Change[], clock: Clock): Promise<boolean> => {
  await saveTimeline(tx, changes);
  // By the clock: after a change that is dated ahead of it, the next one is announced no later.
  const now = clock.now();
  const announcements = announcementsOf(changes, now);
  await insertWaiting(tx, announcements, now);
  return announcements.length > 0;
};

/**
 * Load, decide, commit for what belongs to mobilities: `work` runs alone among the decisions of this partnership and saves the state;
 * timeline and deliveries of its changes become durable with it. `now` never runs backwards within the partnership.
 */
export const decideForPartner = async <D extends { readonly changes: readonly Change[] }>(
  { db, clock, committed }: DecideContext, partnership: { readonly heiId: HeiId; readonly partnerHeiId: HeiId }, work: (tx: Transaction<Tables>, now: Date) => Promise<D>,
): Promise<D> => {
  const { heiId, partnerHeiId } = partnership;
  const { decision, announced } = await refusing(() => db.transaction().execute(async (tx) => {
    await lockPartnerships(tx, heiId, [partnerHeiId]);
    const last = await tx.selectFrom("partnerships").select("mobilities_changed_at").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).executeTakeFirst();
    const moment = later(clock.now(), last?.mobilities_changed_at ?? undefined);
    const decided = await work(tx, moment);
    if (decided.changes.length > 0) await stamp(tx, partnership, moment);
    return { decision: decided, announced: await recordChanges(tx, decided.changes, clock) };
  }));
  if (announced) committed();
  return decision;
};

const later = (now: Date, last: Date | undefined): Date => (last && last > now ? last : now);

const stamp = async (tx: Kysely<Tables>, { heiId, partnerHeiId }: { readonly heiId: HeiId; readonly partnerHeiId: HeiId }, at: Date): Promise<void> => {
  await tx.insertInto("partnerships").values({ hei_id: heiId, partner_hei_id: partnerHeiId, mobilities_changed_at: at })
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id"]).doUpdateSet({ mobilities_changed_at: at })).execute();
};
