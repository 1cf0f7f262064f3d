import { sql, type Kysely } from "kysely";
import type { Renewal, RenewalLine } from "../domain/renewals/model.js";
import type { RenewalStore } from "../domain/renewals/ports.js";
import { given } from "../kernel/given.js";
import type { HeiId, IiaId } from "../kernel/ids.js";
import { toAgreement, toPartnerCopy } from "./agreements/rows.js";
import { insertWaiting } from "./outbox/insert.js";
import { cursorOf, pageOf, readCursor } from "./sql/cursor.js";
import type { Tables } from "./sql/tables.js";

interface RenewalRow {
  readonly hei_id: string;
  readonly source_id: string;
  readonly first_year: string;
  readonly last_year: string;
  readonly attempt: number;
  readonly draft_id: string;
  readonly created_at: Date;
}

const toRenewal = (row: RenewalRow): Renewal => ({
  heiId: row.hei_id as HeiId, sourceId: row.source_id as IiaId, programme: { firstAcademicYear: row.first_year, lastAcademicYear: row.last_year },
  attempt: row.attempt, draftId: row.draft_id as IiaId, createdAt: row.created_at,
});

interface LineRow extends RenewalRow {
  readonly partner_hei_id: string;
  readonly doc: string;
  readonly changed_at: Date;
  readonly their_doc: string | null;
  readonly reminded_at: Date | null;
}

const toLine = (row: LineRow): RenewalLine => ({
  renewal: toRenewal(row), pair: { agreement: toAgreement(row), ...(row.their_doc !== null && { theirs: toPartnerCopy({ doc: row.their_doc }) }) }, ...given({ remindedAt: row.reminded_at ?? undefined }),
});

/** What was made of agreements for the next programme. */
export const renewalStore = (db: Kysely<Tables>, committed: () => void): RenewalStore => ({
  get: async (heiId, sourceId, { firstAcademicYear, lastAcademicYear }) => {
    const row = await db.selectFrom("agreement_renewals").selectAll().where("hei_id", "=", heiId).where("source_id", "=", sourceId)
      .where("first_year", "=", firstAcademicYear).where("last_year", "=", lastAcademicYear).executeTakeFirst();
    return row && toRenewal(row);
  },
  put: async ({ heiId, sourceId, programme, attempt, draftId, createdAt }) => {
    const { numInsertedOrUpdatedRows } = await db.insertInto("agreement_renewals")
      .values({ hei_id: heiId, source_id: sourceId, first_year: programme.firstAcademicYear, last_year: programme.lastAcademicYear, attempt, draft_id: draftId, created_at: createdAt })
      .onConflict((on) => on.columns(["hei_id", "source_id", "first_year", "last_year"]).doUpdateSet({ attempt, draft_id: draftId, created_at: createdAt }).where("agreement_renewals.attempt", "<", attempt)).executeTakeFirst();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  },
  list: async (heiId, { firstAcademicYear, lastAcademicYear }, page) => {
    const after = readCursor(page, 2);
    const { rows } = await sql<LineRow>`
      select r.*, a.partner_hei_id, a.doc, a.changed_at, p.doc as their_doc, m.reminded_at
      from agreement_renewals r join agreements a on a.hei_id = r.hei_id and a.id = r.draft_id
      left join partner_copies p on p.hei_id = a.hei_id and p.partner_hei_id = a.partner_hei_id and p.iia_id = a.partner_iia_id
      left join renewal_reminders m on m.hei_id = a.hei_id and m.partner_hei_id = a.partner_hei_id
      where r.hei_id = ${heiId} and r.first_year = ${firstAcademicYear} and r.last_year = ${lastAcademicYear}
        and ${after === undefined ? sql`true` : sql`(a.partner_hei_id, r.source_id) > (${after[0]}, ${after[1]})`}
      order by a.partner_hei_id, r.source_id limit ${page.limit + 1}`.execute(db);
    return pageOf(rows, page, toLine, (row) => cursorOf(row.partner_hei_id, row.source_id));
  },
  remind: async (heiId, partners, { now, since }) => {
    const told = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ partner_hei_id: HeiId }>`
        insert into renewal_reminders (hei_id, partner_hei_id, reminded_at) select ${heiId}, partner, ${now} from unnest(${partners.map(({ partnerHeiId }) => partnerHeiId)}::text[]) as partner order by partner
        on conflict (hei_id, partner_hei_id) do update set reminded_at = excluded.reminded_at where renewal_reminders.reminded_at <= ${since} returning partner_hei_id`.execute(tx);
      const ids = rows.map(({ partner_hei_id }) => partner_hei_id);
      const due = partners.filter(({ partnerHeiId }) => ids.includes(partnerHeiId));
      await insertWaiting(tx, due.flatMap(({ partnerHeiId, agreementIds }) => agreementIds.map((objectId) => ({ kind: "iia-cnr" as const, heiId, partnerHeiId, objectId, dueAt: now }))), now);
      return ids;
    });
    if (told.length > 0) committed();
    return told;
  },
});
