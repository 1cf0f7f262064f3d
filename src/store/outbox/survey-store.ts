import { sql, type Kysely } from "kysely";
import type { SurveyRequest, SurveyStore } from "../../outbox/ports.js";
import type { Tables } from "../sql/tables.js";

const SURVEY_LOCK = 5_081_964;

/** Questions to institutions that are no partners yet. `committed` is called when a row was added. */
export const surveyStore = (db: Kysely<Tables>, committed: () => void): SurveyStore => ({
  survey: async (request) => {
    const added = await askNext(db, request);
    if (added) committed();
    return added;
  },
  surveyed: async (heiId, partnerHeiId) => {
    await db.updateTable("surveys").set({ answered: true }).where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).execute();
  },
});

const askNext = (db: Kysely<Tables>, request: SurveyRequest): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(SURVEY_LOCK)})`.execute(tx);
    const { numAffectedRows } = await sql`
      with next as (${next(request)}), asked as (
        insert into surveys (hei_id, partner_hei_id, asked_at, answered) select hei_id, partner_hei_id, ${request.now}, false from next
        on conflict (hei_id, partner_hei_id) do update set asked_at = excluded.asked_at, answered = false
        returning hei_id, partner_hei_id)
      insert into outbox (kind, hei_id, partner_hei_id, object_id, state, due_at, created_at)
      select 'survey-iias', hei_id, partner_hei_id, '', 'waiting', ${request.now}::timestamptz, ${request.now}::timestamptz from asked
      on conflict do nothing`.execute(tx);
    return numAffectedRows === 1n;
  });

/**
 * By chance, so that nodes that start together do not ask the same one. Ours are gone through until one has somebody to ask, so that a
 * single institution's look at the network costs one pass over it, however many there are.
 */
const next = ({ now, offering, ...waits }: SurveyRequest) => {
  const ago = (ms: number) => sql`${new Date(now.getTime() - ms)}::timestamptz`;
  // What a clock that was ahead has written keeps nobody waiting.
  const justAsked = sql`asked_at > ${ago(waits.gapMs)} and asked_at < ${ago(-waits.gapMs)}`;
  return sql`
    select ours.hei_id, theirs.partner_hei_id
    from (select hei_id from institutions where hei_id = any(${offering}::text[]) order by random()) ours, lateral (
      select offering.hei_id as partner_hei_id
      from unnest(${offering}::text[]) as offering (hei_id)
      left join surveys s on s.hei_id = ours.hei_id and s.partner_hei_id = offering.hei_id
      where offering.hei_id <> ours.hei_id
        and (s.asked_at is null or s.asked_at <= case when s.answered then ${ago(waits.roundMs)} else ${ago(waits.unansweredMs)} end)
        and not exists (select 1 from pulls p where p.hei_id = ours.hei_id and p.partner_hei_id = offering.hei_id and p.api = 'iias')
      order by s.asked_at nulls first, random() limit 1) theirs
    where not exists (select 1 from surveys where ${justAsked})
    limit 1`;
};
