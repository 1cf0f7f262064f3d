import type { Selectable } from "kysely";
import type { Agreement, PartnerCopy } from "../../domain/agreements/model.js";
import { firstCalendarYear } from "../../kernel/academic-year.js";
import { fromJson, toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";

/** The columns of an agreement: what is queried, and the whole as a document. */
export const toAgreementRow = (agreement: Agreement, changedAt: Date) => ({
  hei_id: agreement.heiId,
  id: agreement.id,
  partner_hei_id: agreement.partnerHeiId,
  partner_iia_id: agreement.partnerIiaId ?? null,
  revision: agreement.revision,
  stage: agreement.stage,
  hash: agreement.mine.hash,
  approved_by_us: agreement.approvalByUs?.hash ?? null,
  approved_by_partner: agreement.approvalByPartner?.hash ?? null,
  years: yearsOf(agreement),
  file_ids: [agreement.mine.copy.pdfFileId, agreement.approvalByUs?.pdfFileId].filter((id) => id !== undefined),
  changed_at: changedAt,
  doc: toJson(agreement),
});

/** Years in which some condition is valid, by the first calendar year of the academic year; a backwards range is empty. */
const yearsOf = (agreement: Agreement): string => {
  const ranges = agreement.mine.copy.conditions
    .map((condition) => [firstCalendarYear(condition.firstAcademicYear), firstCalendarYear(condition.lastAcademicYear)] as const)
    .filter(([first, last]) => first <= last);
  return `{${ranges.map(([first, last]) => `[${first},${last}]`).join(",")}}`;
};

/** The moment of the last change is the column's, which never runs backwards. */
export const toAgreement = (row: Pick<Selectable<Tables["agreements"]>, "doc" | "changed_at">): Agreement => ({ ...fromJson<Agreement>(row.doc), changedAt: row.changed_at });

export const toPartnerCopyRow = (copy: PartnerCopy) => ({
  hei_id: copy.heiId,
  partner_hei_id: copy.partnerHeiId,
  iia_id: copy.iiaId,
  hash: copy.current.hash,
  gone_at: copy.goneAt ?? null,
  doc: toJson(copy),
});

export const toPartnerCopy = (row: Pick<Selectable<Tables["partner_copies"]>, "doc">): PartnerCopy => fromJson<PartnerCopy>(row.doc);
