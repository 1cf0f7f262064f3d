import { sql, type Kysely } from "kysely";
import type { Imobility, Omobility } from "../../domain/nominations/model.js";
import type { MobilityFilter } from "../../domain/nominations/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { HeiId } from "../../kernel/ids.js";
import { withinUnits } from "../access/record-units.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import type { Tables } from "../sql/tables.js";
import { countedAs } from "../statistics/statistics-store.js";
import { toImobility, toOmobility } from "./rows.js";

interface ListRequest {
  readonly filter: MobilityFilter;
  readonly page: PageRequest;
}

const matching = ({ partnerHeiId, statuses, academicYear, agreementId }: MobilityFilter) => sql<boolean>`${sql.join([
  sql`true`,
  ...(partnerHeiId === undefined ? [] : [sql`partner_hei_id = ${partnerHeiId}`]),
  ...(statuses === undefined ? [] : [sql`status = any(${statuses})`]),
  ...(academicYear === undefined ? [] : [sql`academic_year = ${academicYear}`]),
  ...(agreementId === undefined ? [] : [sql`agreement_id = ${agreementId}`]),
], sql` and `)}`;

/** In the order of their ids, which never change: a page stays valid while nominations are edited. */
export const listOmobilities = async (db: Kysely<Tables>, heiId: HeiId, { filter, page }: ListRequest): Promise<Page<Omobility>> => {
  const after = readCursor(page, 1)?.[0];
  const rows = await db.selectFrom("omobilities").select(["id", "doc"]).where("hei_id", "=", heiId).where(matching(filter)).where(withinUnits("outgoing-nomination", filter.unitIds))
    .$if(filter.stage !== undefined, (query) => query.where("stage", "=", filter.stage as Omobility["stage"]))
    .$if(filter.counted !== undefined, (query) => query.where(countedAs(filter.counted ?? [])))
    .$if(after !== undefined, (query) => query.where("id", ">", after as string))
    .orderBy("id").limit(page.limit + 1).execute();
  return pageOf(rows, page, toOmobility, (row) => cursorOf(row.id));
};

/** In the order of partner and id. */
export const listImobilities = async (db: Kysely<Tables>, heiId: HeiId, { filter, page }: ListRequest): Promise<Page<Imobility>> => {
  const after = readCursor(page, 2);
  const rows = await db.selectFrom("imobilities").select(["partner_hei_id", "id", "doc"]).where("hei_id", "=", heiId).where(matching(filter)).where(withinUnits("incoming-nomination", filter.unitIds))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(partner_hei_id, id) > (${after?.[0]}, ${after?.[1]})`))
    .orderBy("partner_hei_id").orderBy("id").limit(page.limit + 1).execute();
  return pageOf(rows, page, toImobility, (row) => cursorOf(row.partner_hei_id, row.id));
};
