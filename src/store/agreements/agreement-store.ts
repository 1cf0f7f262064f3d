import { sql, type Kysely } from "kysely";
import type { Agreement, PartnerCopy } from "../../domain/agreements/model.js";
import type { AgreementStore } from "../../domain/agreements/ports.js";
import type { AgreementChange } from "../../domain/changes.js";
import type { IiaId, Sha256Hex } from "../../kernel/ids.js";
import { fromJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { awaitDecisions, type DecideContext } from "../changes/partnership.js";
import { decideInOneCommit } from "./decide.js";
import { listAgreements, listPartnerCopies, loadPair } from "./lists.js";
import { loadPartnerCopy } from "./load.js";
import { toAgreement } from "./rows.js";
import { sharedRevision } from "./shared-revisions.js";
import { countStatistics } from "./statistics.js";
import { changedSince, validIn } from "./conditions.js";

/** Agreements, partners' copies, versions and timeline in PostgreSQL. */
export const agreementStore = (context: DecideContext): AgreementStore => {
  const { db } = context;
  return {
    decide: (scope, decide) => decideInOneCommit(context, scope, decide),
    get: (heiId, id) => loadPair(db, heiId, id),
    list: (heiId, filter, page) => listAgreements(db, heiId, { filter, page }),
    partnerCopy: (heiId, partnerHeiId, iiaId) => loadPartnerCopy(db, { heiId, partnerHeiId, iiaId }),
    partnerCopies: (heiId, filter, page) => listPartnerCopies(db, heiId, { filter, page }),
    statistics: (heiId) => countStatistics(db, heiId),
    ...sharedReads(db),
    sharedRevision: sharedRevision(db),
    ...histories(db),
  };
};

/** What partners ask. All of it goes by the same rule: shared agreements of this partnership. */
const sharedReads = (db: Kysely<Tables>): Pick<AgreementStore, "sharedWith" | "indexFor" | "approvalsOf"> => {
  const shared = (heiId: string, partnerHeiId: string) =>
    db.selectFrom("agreements").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("stage", "=", "shared");
  return {
    sharedWith: async (heiId, partnerHeiId, ids) =>
      ids.length === 0 ? [] : (await shared(heiId, partnerHeiId).where("id", "in", ids).select(["doc", "changed_at"]).execute()).map(toAgreement),
    // The ids are printable ASCII: one text of them is several times cheaper than a row each.
    indexFor: async (heiId, partnerHeiId, filter) => {
      await awaitDecisions(db, heiId, partnerHeiId);
      const found = await shared(heiId, partnerHeiId).where(changedSince(filter.changedSince)).where(validIn(filter.academicYears))
        .select(sql<string | null>`string_agg(id, ${"\n"} order by id collate "C")`.as("ids")).executeTakeFirst();
      return (found?.ids?.split("\n") ?? []) as IiaId[];
    },
    approvalsOf: async (heiId, partnerHeiId, partnerIiaIds) => {
      if (partnerIiaIds.length === 0) return [];
      const rows = await shared(heiId, partnerHeiId).where("partner_iia_id", "in", partnerIiaIds).where("approved_by_us", "is not", null)
        .select(["partner_iia_id", "approved_by_us", sql<string | null>`doc #>> '{approvalByUs,pdfFileId}'`.as("pdf_file_id")]).execute();
      return rows.map((row) => ({ partnerIiaId: row.partner_iia_id as IiaId, hash: row.approved_by_us as Sha256Hex, ...(row.pdf_file_id !== null && { pdfFileId: row.pdf_file_id }) }));
    },
  };
};

const histories = (db: Kysely<Tables>): Pick<AgreementStore, "ownVersions" | "partnerVersions" | "timeline"> => ({
  ownVersions: async (heiId, id) => {
    const rows = await db.selectFrom("agreement_versions").select("doc").where("hei_id", "=", heiId).where("iia_id", "=", id).orderBy("version", "desc").execute();
    return rows.map((row) => fromJson<Agreement["mine"]>(row.doc));
  },
  partnerVersions: async (heiId, partnerHeiId, iiaId) => {
    const rows = await db.selectFrom("partner_versions").select("doc")
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("iia_id", "=", iiaId).orderBy("version", "desc").execute();
    return rows.map((row) => fromJson<PartnerCopy["current"]>(row.doc));
  },
  timeline: async (heiId, id) => {
    const rows = await db.selectFrom("timeline").select("doc").where("hei_id", "=", heiId).where("iia_id", "=", id).orderBy("id", "desc").execute();
    return rows.map((row) => fromJson<AgreementChange>(row.doc));
  },
});
