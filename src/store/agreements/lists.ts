import { sql, type Kysely } from "kysely";
import type { AgreementPair, PartnerCopy } from "../../domain/agreements/model.js";
import type { AgreementFilter, PartnerCopyFilter } from "../../domain/agreements/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import type { Tables } from "../sql/tables.js";
import { withinUnits } from "../access/record-units.js";
import { changedSince, validIn } from "./conditions.js";
import { toAgreement, toPartnerCopy } from "./rows.js";

interface ListRequest<F> {
  readonly filter: F;
  readonly page: PageRequest;
}

/** Agreements with the partner's copies that they are bound to. */
const pairs = (db: Kysely<Tables>, heiId: HeiId) =>
  db.selectFrom("agreements")
    .leftJoin("partner_copies", (join) => join
      .onRef("partner_copies.hei_id", "=", "agreements.hei_id")
      .onRef("partner_copies.partner_hei_id", "=", "agreements.partner_hei_id")
      .onRef("partner_copies.iia_id", "=", "agreements.partner_iia_id"))
    .where("agreements.hei_id", "=", heiId)
    .select(["agreements.id", "agreements.doc", "agreements.changed_at", "partner_copies.doc as their_doc"]);

const toPair = (row: { doc: string; changed_at: Date; their_doc: string | null }): AgreementPair => ({
  agreement: toAgreement(row),
  ...(row.their_doc !== null && { theirs: toPartnerCopy({ doc: row.their_doc }) }),
});

export const loadPair = async (db: Kysely<Tables>, heiId: HeiId, id: IiaId): Promise<AgreementPair | undefined> => {
  const row = await pairs(db, heiId).where("agreements.id", "=", id).executeTakeFirst();
  return row && toPair(row);
};

/** In the order of their ids, which never change: a page stays valid while agreements are edited. */
export const listAgreements = async (db: Kysely<Tables>, heiId: HeiId, { filter, page }: ListRequest<AgreementFilter>): Promise<Page<AgreementPair>> => {
  const after = readCursor(page, 1)?.[0];
  const { partnerHeiId, stages } = filter;
  const rows = await pairs(db, heiId)
    .where(withinUnits("agreement", filter.unitIds)).where(validIn(filter.academicYears)).where(changedSince(filter.changedSince))
    .$if(partnerHeiId !== undefined, (query) => query.where("agreements.partner_hei_id", "=", partnerHeiId as string))
    .$if(stages !== undefined, (query) => query.where(sql<boolean>`agreements.stage = any(${stages})`))
    .$if(after !== undefined, (query) => query.where("agreements.id", ">", after as string))
    .orderBy("agreements.id").limit(page.limit + 1).execute();
  return pageOf(rows, page, toPair, (row) => cursorOf(row.id));
};

/** In the order of partner and id. */
export const listPartnerCopies = async (db: Kysely<Tables>, heiId: HeiId, { filter, page }: ListRequest<PartnerCopyFilter>): Promise<Page<PartnerCopy & { readonly linkedTo?: IiaId }>> => {
  const after = readCursor(page, 2);
  const { partnerHeiId, linked, gone } = filter;
  const rows = await db.selectFrom("partner_copies as copy")
    .leftJoin("agreements", (join) => join
      .onRef("agreements.hei_id", "=", "copy.hei_id").onRef("agreements.partner_hei_id", "=", "copy.partner_hei_id")
      .onRef("agreements.partner_iia_id", "=", "copy.iia_id").on("agreements.stage", "<>", "deleted"))
    .where("copy.hei_id", "=", heiId)
    .$if(partnerHeiId !== undefined, (query) => query.where("copy.partner_hei_id", "=", partnerHeiId as string))
    .$if(linked !== undefined, (query) => query.where("agreements.id", linked ? "is not" : "is", null))
    .$if(gone !== undefined, (query) => query.where("copy.gone_at", gone ? "is not" : "is", null))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`(copy.partner_hei_id, copy.iia_id) > (${after?.[0]}, ${after?.[1]})`))
    .select(["copy.doc", "copy.partner_hei_id", "copy.iia_id", "agreements.id as linked_to"])
    .orderBy("copy.partner_hei_id").orderBy("copy.iia_id").limit(page.limit + 1).execute();
  return pageOf(
    rows, page,
    (row) => ({ ...toPartnerCopy(row), ...(row.linked_to !== null && { linkedTo: row.linked_to as IiaId }) }),
    (row) => cursorOf(row.partner_hei_id, row.iia_id),
  );
};
