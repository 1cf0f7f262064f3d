import { sql, type Kysely, type Selectable } from "kysely";
import type { Delivery } from "../../outbox/model.js";
import type { OutboxTable, Tables } from "../sql/tables.js";
import { toDelivery } from "./rows.js";

interface Taking {
  readonly now: Date;
  readonly until: Date;
  readonly most: number;
}

/** `OutboxStore.takeAlong`. Takes no place of the partner's share, so it need not wait for claims; what another is ending or taking is skipped. */
export const takeAlong = async (db: Kysely<Tables>, { heiId, partnerHeiId, kind }: Delivery, { now, until, most }: Taking): Promise<readonly Delivery[]> => {
  const { rows } = await sql<Selectable<OutboxTable>>`
    update outbox set state = 'leased', due_at = ${until}, taken_along = true
    where id in (
      select id from outbox
      where hei_id = ${heiId} and partner_hei_id = ${partnerHeiId} and kind = ${kind} and state in ('waiting', 'leased') and due_at <= ${now}
      order by due_at, id limit ${most} for update skip locked)
    returning *`.execute(db);
  return rows.map(toDelivery).sort((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
};
