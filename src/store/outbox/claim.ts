import { sql, type Kysely, type Selectable } from "kysely";
import type { Delivery } from "../../outbox/model.js";
import type { ClaimRequest } from "../../outbox/ports.js";
import type { OutboxTable, Tables } from "../sql/tables.js";
import { toDelivery } from "./rows.js";

/** Claims run one after another, else two of them could together lease more of a partner than its share. */
const CLAIM_LOCK = 5_081_962;

/**
 * Leases due rows (`OutboxStore.claim`). One index probe per partner with open rows finds the partners, whatever their number of
 * rows; then everybody's first row comes before anybody's second. Rows that another transaction is ending are skipped.
 */
export const claimDue = (db: Kysely<Tables>, request: ClaimRequest): Promise<readonly Delivery[]> =>
  db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(CLAIM_LOCK)})`.execute(tx);
    const { rows } = await sql<Selectable<OutboxTable>>`
      update outbox set state = 'leased', due_at = ${leaseEnd(request)}, taken_along = false
      where id in (
        select id from outbox
        where id = any(array(${choice(request)})) and state in ('waiting', 'leased') and due_at <= ${request.now}
        for update skip locked)
      returning *`.execute(tx);
    return rows.map(toDelivery).sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  });

/** Notifications are promised within minutes; look-ups of a whole partner come in thousands and stand behind them. As the index has it. */
const IS_LOOK_UP = sql.raw("(kind not like '%-cnr')");

const leaseEnd = ({ now, leaseMs }: ClaimRequest): Date => new Date(now.getTime() + leaseMs);

const choice = ({ now, limit, perPartner, oneAtATime = [] }: ClaimRequest) => sql`
  with recursive partners as (
    (select partner_hei_id from outbox where state in ('waiting', 'leased') order by partner_hei_id limit 1)
    union all
    select following.partner_hei_id from partners, lateral (
      select partner_hei_id from outbox where state in ('waiting', 'leased') and partner_hei_id > partners.partner_hei_id order by partner_hei_id limit 1) following
  ), shares as (
    select partner_hei_id,
      case when partner_hei_id = any(${oneAtATime}::text[]) then 1 else ${perPartner}::int end
        - (select count(*) from outbox busy where busy.partner_hei_id = partners.partner_hei_id and busy.state = 'leased' and not busy.taken_along and busy.due_at > ${now}) as share
    from partners
  )
  select due.id from shares, lateral (
    select id, due_at, row_number() over (order by is_look_up, due_at, id) as rank from (
      select id, due_at, ${IS_LOOK_UP} as is_look_up from outbox
      where partner_hei_id = shares.partner_hei_id and state in ('waiting', 'leased') and due_at <= ${now}
      order by ${IS_LOOK_UP}, due_at, id limit greatest(shares.share, 0)) first
  ) due
  order by due.rank, due.due_at, due.id limit ${limit}`;
