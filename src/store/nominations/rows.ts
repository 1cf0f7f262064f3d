import type { Imobility, Omobility, ToldContent } from "../../domain/nominations/model.js";
import { incomingStatus } from "../../domain/nominations/standing.js";
import { fromJson, toJson } from "../sql/document.js";

/** What the columns hold where a partner told nothing. */
export const NOT_TOLD = { iscedFCode: "", eqfLevel: 0 };

const contentColumns = ({ receivingAcademicYear, activity, agreementIscedFCode = NOT_TOLD.iscedFCode, eqfLevel = NOT_TOLD.eqfLevel }: ToldContent) =>
  ({ academic_year: receivingAcademicYear, activity, isced_f_code: agreementIscedFCode, eqf_level: eqfLevel });

/** The columns: what is asked for, and the whole as a document. */
export const toOmobilityRow = (own: Omobility) => ({
  hei_id: own.heiId, id: own.id, partner_hei_id: own.partnerHeiId, revision: own.revision, stage: own.stage, global_id: own.student.globalId, status: own.status,
  ...contentColumns(own.proposal.content), agreement_id: own.proposal.content.sendingIiaId ?? null, changed_at: own.changedAt, doc: toJson(own),
});
export const toOmobility = ({ doc }: { readonly doc: string }): Omobility => fromJson<Omobility>(doc);

export const toImobilityRow = (known: Imobility) => ({
  hei_id: known.heiId, partner_hei_id: known.partnerHeiId, id: known.id, revision: known.revision, gone_at: known.goneAt ?? null, status: incomingStatus(known),
  ...contentColumns(known.current.proposal.content), agreement_id: known.current.proposal.content.receivingIiaId ?? null, changed_at: known.changedAt, doc: toJson(known),
});
export const toImobility = ({ doc }: { readonly doc: string }): Imobility => fromJson<Imobility>(doc);
