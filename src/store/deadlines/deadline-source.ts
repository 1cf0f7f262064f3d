import { sql, type Kysely } from "kysely";
import type { AgreementCopy } from "../../domain/agreements/model.js";
import type { HoldingAgreement, KnownFactsheet } from "../../domain/deadlines/model.js";
import type { DeadlineSource } from "../../domain/deadlines/ports.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import { toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";

interface HoldingRow {
  readonly id: string;
  readonly partner_hei_id: string;
  readonly copy: AgreementCopy;
}

const toHolding = ({ id, partner_hei_id, copy }: HoldingRow): HoldingAgreement => ({ id: id as IiaId, partnerHeiId: partner_hei_id as HeiId, copy });

/** What deadlines are made from. */
export const deadlineSource = (db: Kysely<Tables>): DeadlineSource => ({
  holding: async (heiId, page) => {
    const after = readCursor(page, 1)?.[0];
    const { rows } = await sql<HoldingRow>`
      select a.id, a.partner_hei_id, a.doc -> 'inForce' -> 'mine' -> 'copy' as copy from agreements a
      where a.hei_id = ${heiId} and a.stage = 'shared' and a.doc ? 'inForce' and not (a.doc -> 'inForce' -> 'mine' -> 'copy' ->> 'terminatedAsAWhole')::boolean
        and ${after === undefined ? sql`true` : sql`a.id > ${after}`}
      order by a.id limit ${page.limit + 1}`.execute(db);
    return pageOf(rows, page, toHolding, (row) => cursorOf(row.id));
  },
  factsheets: async (partnerHeiIds) => {
    const { rows } = await sql<{ doc: KnownFactsheet }>`select doc from partner_factsheets where partner_hei_id = any(${partnerHeiIds}::text[]) and doc is not null order by partner_hei_id`.execute(db);
    return rows.map(({ doc }) => doc);
  },
  promisedWeeks: async () => {
    const { rows } = await sql<{ heiId: HeiId; decisionWeeksLimit: number; torWeeksLimit: number }>`
      select partner_hei_id as "heiId", (doc ->> 'decisionWeeksLimit')::int as "decisionWeeksLimit", (doc ->> 'torWeeksLimit')::int as "torWeeksLimit" from partner_factsheets where doc is not null`.execute(db);
    return rows;
  },
  nextToAsk: async (partnerHeiIds, { now, before }) => {
    const { rows } = await sql<{ partner_hei_id: HeiId }>`
      insert into partner_factsheets (partner_hei_id, asked_at)
      select partner, ${now} from unnest(${partnerHeiIds}::text[]) as partner left join partner_factsheets f on f.partner_hei_id = partner
      where f.asked_at is null or f.asked_at < ${before} order by f.asked_at nulls first limit 1
      on conflict (partner_hei_id) do update set asked_at = excluded.asked_at where partner_factsheets.asked_at < ${before}
      returning partner_hei_id`.execute(db);
    return rows[0]?.partner_hei_id;
  },
  read: async (partnerHeiId, factsheet, at) => {
    await db.updateTable("partner_factsheets").set({ read_at: at, doc: factsheet ? toJson(factsheet) : null }).where("partner_hei_id", "=", partnerHeiId).execute();
  },
});
