import { sql, type Kysely, type Transaction } from "kysely";
import type { Change } from "../../domain/changes.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { insertWaiting } from "../outbox/insert.js";
import { batched } from "../sql/batched.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";
import { announcementsOf } from "./announcements.js";
import { olderProgress } from "./older-progress.js";
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
  const announcements = [...announcementsOf(changes, now), ...(await olderProgress(tx, changes, now))];
  await insertWaiting(tx, announcements, now);
  return announcements.length > 0;
};

interface Partnership {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
}

interface Decided {
  readonly changes: readonly Change[];
}

/** Loads, decides and saves the state; called again when another decision of the same commit failed. */
type Work<D extends Decided> = (tx: Transaction<Tables>, now: Date) => Promise<D>;

export type DecideForPartner = <D extends Decided>(partnership: Partnership, work: Work<D>) => Promise<D>;

/** So many decisions in one commit: enough that they cost little, few enough that readers who wait for the lock wait briefly. */
const MOST_AT_ONCE = 32;

/**
 * Load, decide, commit for what belongs to mobilities: each decision is made alone among those of its partnership, and timeline and
 * deliveries of its changes become durable with it. `now` never runs backwards within the partnership. Decisions that wait for another
 * one of this process share the lock and the commit that follow it, and hold no connection meanwhile.
 */
export const decisionsForPartners = (context: DecideContext): DecideForPartner => {
  const lines = new Map<string, (work: Work<Decided>) => Promise<Made>>();
  return async <D extends Decided>(partnership: Partnership, work: Work<D>): Promise<D> => {
    const key = `${partnership.heiId} ${partnership.partnerHeiId}`;
    const line = lines.get(key) ?? batched((works: readonly Work<Decided>[]) => decideAll(context, partnership, works), { lanes: 1, most: MOST_AT_ONCE });
    lines.set(key, line);
    const made = await line(work);
    if ("error" in made) throw made.error;
    // What this work gave.
    return made.decision as D;
  };
};

/** What a work gave, or why it could not be done. */
type Made = { readonly decision: Decided } | { readonly error: unknown };

/** One after another where all together fail: a refusal is for whom it is meant. */
const decideAll = async (context: DecideContext, partnership: Partnership, works: readonly Work<Decided>[]): Promise<readonly Made[]> => {
  try {
    return await decideTogether(context, partnership, works);
  } catch (error) {
    if (works.length === 1) return [{ error }];
    const made: Made[] = [];
    for (const work of works) made.push(...(await decideAll(context, partnership, [work])));
    return made;
  }
};

const decideTogether = async ({ db, clock, committed }: DecideContext, partnership: Partnership, works: readonly Work<Decided>[]): Promise<readonly Made[]> => {
  const { heiId, partnerHeiId } = partnership;
  const { made, announced } = await refusing(() => db.transaction().execute(async (tx) => {
    await lockPartnerships(tx, heiId, [partnerHeiId]);
    const last = await tx.selectFrom("partnerships").select("mobilities_changed_at").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).executeTakeFirst();
    const moment = later(clock.now(), last?.mobilities_changed_at ?? undefined);
    const decisions: Decided[] = [];
    for (const work of works) decisions.push(await work(tx, moment));
    const changes = decisions.flatMap((decision) => decision.changes);
    if (changes.length > 0) await stamp(tx, partnership, moment);
    return { made: decisions.map((decision) => ({ decision })), announced: await recordChanges(tx, changes, clock) };
  }));
  if (announced) committed();
  return made;
};

const later = (now: Date, last: Date | undefined): Date => (last && last > now ? last : now);

const stamp = async (tx: Kysely<Tables>, { heiId, partnerHeiId }: Partnership, at: Date): Promise<void> => {
  await tx.insertInto("partnerships").values({ hei_id: heiId, partner_hei_id: partnerHeiId, mobilities_changed_at: at })
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id"]).doUpdateSet({ mobilities_changed_at: at })).execute();
};
