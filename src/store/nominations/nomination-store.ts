import { type Kysely, sql, type Transaction } from "kysely";
import type { Omobility, ReceivedVersion } from "../../domain/nominations/model.js";
import type { NominationStore } from "../../domain/nominations/ports.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { awaitDecisions, decisionsForPartners, type DecideContext } from "../changes/partnership.js";
import { mobilityTimeline } from "../changes/timeline.js";
import { fromJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { counts } from "./counts.js";
import { advancedSince, progress } from "./progress.js";
import { listImobilities, listOmobilities } from "./lists.js";
import { toImobility, toOmobility } from "./rows.js";
import { saveImobility, saveOmobility } from "./save.js";

type Db = Kysely<Tables> | Transaction<Tables>;

/** Nominations, versions and timeline in PostgreSQL. */
export const nominationStore = (context: DecideContext): NominationStore => {
  const { db } = context;
  const decideForPartner = decisionsForPartners(context);
  return {
    decideOmobility: (scope, decide) => decideForPartner(scope, async (tx, now) => {
      const decision = decide(await loadOmobility(tx, scope.heiId, scope.id), now);
      for (const own of decision.omobilities ?? []) await saveOmobility(tx, own);
      return decision;
    }),
    decideImobility: (scope, decide) => decideForPartner(scope, async (tx, now) => {
      const decision = decide(await loadImobility(tx, scope.heiId, scope.partnerHeiId, scope.id), now);
      if (decision.imobility) await saveImobility(tx, decision.imobility);
      return decision;
    }),
    omobility: (heiId, id) => loadOmobility(db, heiId, id),
    imobility: (heiId, partnerHeiId, id) => loadImobility(db, heiId, partnerHeiId, id),
    omobilities: (heiId, filter, page) => listOmobilities(db, heiId, { filter, page }),
    imobilities: (heiId, filter, page) => listImobilities(db, heiId, { filter, page }),
    ...partnerReads(db),
    ...counts(db),
    ...progress(db),
    ...histories(db),
  };
};

const loadOmobility = async (db: Db, heiId: HeiId, id: OmobilityId) => {
  const row = await db.selectFrom("omobilities").select("doc").where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
  return row && toOmobility(row);
};

const loadImobility = async (db: Db, heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId) => {
  const row = await db.selectFrom("imobilities").select("doc").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("id", "=", id).executeTakeFirst();
  return row && toImobility(row);
};

/** What partners ask. */
const partnerReads = (db: Kysely<Tables>): Pick<NominationStore, "sentTo" | "indexFor" | "known"> => {
  const sent = (heiId: string, partnerHeiId: string) => db.selectFrom("omobilities").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("stage", "=", "sent");
  return {
    sentTo: async (heiId, partnerHeiId, ids) => (ids.length === 0 ? [] : (await sent(heiId, partnerHeiId).where("id", "in", ids).select("doc").execute()).map(toOmobility)),
    indexFor: async (heiId, partnerHeiId, { academicYear, changedSince, globalId, activity, withProgress }) => {
      await awaitDecisions(db, heiId, partnerHeiId);
      const rows = await sent(heiId, partnerHeiId).select("id")
        .$if(academicYear !== undefined, (query) => query.where("academic_year", "=", academicYear as string))
        .$if(changedSince !== undefined, (query) => query.where((e) => e.or([e("changed_at", ">=", changedSince as Date), ...(withProgress ? [advancedSince(heiId, changedSince as Date)] : [])])))
        .$if(globalId !== undefined, (query) => query.where(sql<boolean>`lower(global_id) = lower(${globalId})`))
        .$if(activity !== undefined, (query) => query.where("activity", "=", activity as NonNullable<typeof activity>))
        .orderBy("id").execute();
      return rows.map(({ id }) => id as OmobilityId);
    },
    known: async (heiId, partnerHeiId, ids) => (ids.length === 0 ? [] : (await db.selectFrom("imobilities").select("doc")
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("id", "in", ids).execute()).map(toImobility)),
  };
};

const histories = (db: Kysely<Tables>): Pick<NominationStore, "sentVersions" | "receivedVersions" | "timeline"> => ({
  sentVersions: async (heiId, id) => {
    const rows = await db.selectFrom("omobility_versions").select("doc").where("hei_id", "=", heiId).where("omobility_id", "=", id).orderBy("version", "desc").execute();
    return rows.map((row) => fromJson<Omobility>(row.doc));
  },
  receivedVersions: async (heiId, partnerHeiId, id) => {
    const rows = await db.selectFrom("imobility_versions").select("doc")
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("imobility_id", "=", id).orderBy("version", "desc").execute();
    return rows.map((row) => fromJson<ReceivedVersion>(row.doc));
  },
  timeline: (heiId, mobility) => mobilityTimeline(db, heiId, mobility),
});
