import { sql, type Kysely } from "kysely";
import type { HeiId } from "../../kernel/ids.js";
import { partsOfPull, type PeriodicApi, type PullKind } from "../../outbox/model.js";
import type { PullStore } from "../../outbox/ports.js";
import type { Tables } from "../sql/tables.js";

const SCHEDULE_LOCK = 5_081_963;

/** Which column remembers when a row was last added. */
const ASKED_AT = { pull: "pull_asked_at", sweep: "sweep_asked_at" } as const;

/** Periodic look-ups, one row per partnership and kind. `committed` is called when rows were added. */
export const pullStore = (db: Kysely<Tables>, committed: () => void): PullStore => ({
  schedule: async (kind, now, everyMs) => {
    const added = await scheduleDue(db, kind, { now, notAskedSince: new Date(now.getTime() - everyMs) });
    if (added > 0) committed();
    return added;
  },
  lastPull: async (heiId, partnerHeiId, api) => {
    const row = await db.selectFrom("pulls").select(["pulled_at", "swept_at"])
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("api", "=", api).executeTakeFirst();
    return row && { ...(row.pulled_at && { pulledAt: row.pulled_at }), ...(row.swept_at && { sweptAt: row.swept_at }) };
  },
  // A sweep sees all that a pull sees.
  pulled: async (heiId, partnerHeiId, kind, startedAt) => {
    const [what, api] = partsOfPull(kind);
    const times = { pulled_at: startedAt, ...(what === "sweep" && { swept_at: startedAt }) };
    await db.insertInto("pulls").values({ hei_id: heiId, partner_hei_id: partnerHeiId, api, ...times })
      .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "api"]).doUpdateSet(times)).execute();
  },
});

interface Partnership {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
}

/** From now on these partners are looked at periodically (PROTOCOL 6.8.4). */
export const lookRegularly = async (db: Kysely<Tables>, api: PeriodicApi, partnerships: readonly Partnership[]): Promise<void> => {
  if (partnerships.length === 0) return;
  await db.insertInto("pulls").values(partnerships.map(({ heiId, partnerHeiId }) => ({ hei_id: heiId, partner_hei_id: partnerHeiId, api })))
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "api"]).doNothing()).execute();
};

/**
 * A row that waits for its retry is not hurried: a partner that is down is asked with growing delay. The lock and the remembered
 * time make it one row per interval, however many processes ask.
 */
const scheduleDue = (db: Kysely<Tables>, kind: PullKind, { now, notAskedSince }: { now: Date; notAskedSince: Date }): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const [what, api] = partsOfPull(kind);
    const askedAt = sql.ref(ASKED_AT[what]);
    await sql`select pg_advisory_xact_lock(${sql.lit(SCHEDULE_LOCK)})`.execute(tx);
    const { numAffectedRows } = await sql`
      with due as (
        update pulls p set ${askedAt} = ${now}
        where p.api = ${api} and (${askedAt} is null or ${askedAt} <= ${notAskedSince}) and not exists (
          select 1 from outbox open where open.partner_hei_id = p.partner_hei_id and open.hei_id = p.hei_id
            and open.kind = ${kind} and open.state in ('waiting', 'leased'))
        returning hei_id, partner_hei_id)
      insert into outbox (kind, hei_id, partner_hei_id, object_id, state, due_at, created_at)
      select ${kind}, hei_id, partner_hei_id, '', 'waiting', ${now}::timestamptz, ${now}::timestamptz from due
      on conflict do nothing`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  });
