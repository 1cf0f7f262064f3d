import { sql, type Kysely } from "kysely";
import type { IncomingLa } from "../../domain/learning-agreements/incoming.js";
import type { LaDocument } from "../../domain/learning-agreements/model.js";
import { type OutgoingLa, servedDocument } from "../../domain/learning-agreements/outgoing.js";
import type { IncomingLaFilter, LaScope, LaStore, LaVersion, OutgoingLaFilter } from "../../domain/learning-agreements/ports.js";
import type { PageRequest } from "../../domain/page.js";
import { given } from "../../kernel/given.js";
import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import { awaitDecisions, type DecideContext, decisionsForPartners } from "../changes/partnership.js";
import { mobilityTimeline } from "../changes/timeline.js";
import { lookRegularly } from "../outbox/pull-store.js";
import { refuseRemoved } from "../retention/removed.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import { withinUnits } from "../access/record-units.js";
import { fromJson, toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { countedAs } from "../statistics/statistics-store.js";
import { NO_VERSION, toIncoming, toIncomingRow, toOutgoing, toOutgoingRow } from "./rows.js";
import { laStatistics } from "./statistics.js";

/** Learning agreements of both directions in PostgreSQL. */
export const laStore = (context: DecideContext): LaStore => {
  const { db } = context;
  const decideForPartner = decisionsForPartners(context);
  return {
    decideOutgoing: (scope, decide) => decideForPartner(scope, async (tx, now) => {
      const found = await loadOutgoing(tx, scope.heiId, scope.omobilityId);
      const decision = decide(found, now);
      if (decision.outgoing && !found) await refuseRemoved(tx, "outgoing-learning-agreements", { ...scope, objectId: scope.omobilityId });
      if (decision.outgoing) await saveOutgoing(tx, decision.outgoing);
      return decision;
    }),
    decideIncoming: (scope, decide) => decideForPartner(scope, async (tx, now) => {
      const decision = decide(await loadIncoming(tx, scope), now);
      if (decision.incoming) await saveIncoming(tx, decision.incoming);
      return decision;
    }),
    outgoing: (heiId, omobilityId) => loadOutgoing(db, heiId, omobilityId),
    incoming: (scope) => loadIncoming(db, scope),
    ...lists(db),
    ...served(db),
    ...laStatistics(db),
    versions: async (heiId, { sendingHeiId, omobilityId }) => {
      const rows = await db.selectFrom("la_versions").where("hei_id", "=", heiId).where("sending_hei_id", "=", sendingHeiId).where("omobility_id", "=", omobilityId)
        .select(["version", "at", "exchange_id", "doc"]).orderBy("version", "desc").execute();
      return rows.map((row): LaVersion => ({ version: row.version, at: row.at, document: fromJson<LaDocument>(row.doc), ...given({ exchangeId: row.exchange_id ?? undefined }) }));
    },
    timeline: (heiId, mobility) => mobilityTimeline(db, heiId, mobility),
  };
};

const loadOutgoing = async (db: Kysely<Tables>, heiId: HeiId, omobilityId: OmobilityId): Promise<OutgoingLa | undefined> => {
  const row = await db.selectFrom("outgoing_las").select("doc").where("hei_id", "=", heiId).where("omobility_id", "=", omobilityId).executeTakeFirst();
  return row && toOutgoing(row);
};

const loadIncoming = async (db: Kysely<Tables>, { heiId, partnerHeiId, omobilityId }: LaScope): Promise<IncomingLa | undefined> => {
  const row = await db.selectFrom("incoming_las").select("doc").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("omobility_id", "=", omobilityId).executeTakeFirst();
  return row && toIncoming(row);
};

const saveOutgoing = async (tx: Kysely<Tables>, la: OutgoingLa): Promise<void> => {
  const { hei_id, omobility_id, ...values } = toOutgoingRow(la);
  await tx.insertInto("outgoing_las").values({ hei_id, omobility_id, ...values }).onConflict((on) => on.columns(["hei_id", "omobility_id"]).doUpdateSet(values)).execute();
  const document = servedDocument(la);
  if (document) await saveVersion(tx, { heiId: la.heiId, sendingHeiId: la.heiId, omobilityId: la.omobilityId }, { version: la.servedVersion, at: la.changedAt, document });
};

const saveIncoming = async (tx: Kysely<Tables>, la: IncomingLa): Promise<void> => {
  const { hei_id, partner_hei_id, omobility_id, ...values } = toIncomingRow(la);
  await tx.insertInto("incoming_las").values({ hei_id, partner_hei_id, omobility_id, ...values })
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "omobility_id"]).doUpdateSet(values)).execute();
  const { version, receivedAt: at, document, exchangeId } = la.current;
  await saveVersion(tx, { heiId: la.heiId, sendingHeiId: la.partnerHeiId, omobilityId: la.omobilityId }, { version, at, document, exchangeId });
  await lookRegularly(tx, "omobility-las", [la]);
};

/** Versions are written once. */
const saveVersion = async (tx: Kysely<Tables>, key: { readonly heiId: HeiId; readonly sendingHeiId: HeiId; readonly omobilityId: OmobilityId }, { version, at, document, exchangeId }: LaVersion): Promise<void> => {
  await tx.insertInto("la_versions")
    .values({ hei_id: key.heiId, sending_hei_id: key.sendingHeiId, omobility_id: key.omobilityId, version, at, exchange_id: exchangeId ?? null, doc: toJson(document) })
    .onConflict((on) => on.columns(["hei_id", "sending_hei_id", "omobility_id", "version"]).doNothing()).execute();
};

/** In the order of their ids, which never change. Tombstones are nobody's. */
const lists = (db: Kysely<Tables>): Pick<LaStore, "listOutgoing" | "listIncoming"> => ({
  listOutgoing: async (heiId, { partnerHeiId, receivingAcademicYear, statuses, counted, unitIds }: OutgoingLaFilter, page: PageRequest) => {
    const after = readCursor(page, 1)?.[0];
    const rows = await db.selectFrom("outgoing_las").where("hei_id", "=", heiId).where(sql<boolean>`not doc ? 'deletedAt'`).where(withinUnits("outgoing-learning-agreement", unitIds))
      .$if(partnerHeiId !== undefined, (query) => query.where("partner_hei_id", "=", partnerHeiId as string))
      .$if(receivingAcademicYear !== undefined, (query) => query.where("academic_year", "=", receivingAcademicYear as string))
      .$if(statuses !== undefined, (query) => query.where(sql<boolean>`coalesce(latest, ${NO_VERSION.outgoing}) = any(${statuses}::text[])`))
      .$if(counted !== undefined, (query) => query.where(countedAs(counted ?? [])))
      .$if(after !== undefined, (query) => query.where("omobility_id", ">", after as string))
      .select(["omobility_id", "doc"]).orderBy("omobility_id").limit(page.limit + 1).execute();
    return pageOf(rows, page, toOutgoing, (row) => cursorOf(row.omobility_id));
  },
  listIncoming: async (heiId, { partnerHeiId, receivingAcademicYear, statuses, counted, unitIds }: IncomingLaFilter, page: PageRequest) => {
    const after = readCursor(page, 2);
    const rows = await db.selectFrom("incoming_las").where("hei_id", "=", heiId).where(withinUnits("incoming-learning-agreement", unitIds))
      .$if(partnerHeiId !== undefined, (query) => query.where("partner_hei_id", "=", partnerHeiId as string))
      .$if(receivingAcademicYear !== undefined, (query) => query.where("academic_year", "=", receivingAcademicYear as string))
      .$if(statuses !== undefined, (query) => query.where(sql<boolean>`coalesce(latest, ${NO_VERSION.incoming}) = any(${statuses}::text[])`))
      .$if(counted !== undefined, (query) => query.where(countedAs(counted ?? [])))
      .$if(after !== undefined, (query) => query.where(sql<boolean>`(partner_hei_id, omobility_id) > (${after?.[0]}, ${after?.[1]})`))
      .select(["partner_hei_id", "omobility_id", "doc"]).orderBy("partner_hei_id").orderBy("omobility_id").limit(page.limit + 1).execute();
    return pageOf(rows, page, toIncoming, (row) => cursorOf(row.partner_hei_id, row.omobility_id));
  },
});

/** What partners ask: `index` and `get` go by the same rule. */
const served = (db: Kysely<Tables>): Pick<LaStore, "servedTo" | "indexFor"> => ({
  servedTo: async (heiId, partners, ids) => {
    const rows = await db.selectFrom("outgoing_las").where("hei_id", "=", heiId).where("served", "=", true)
      .where(sql<boolean>`partner_hei_id = any(${partners}::text[])`).where(sql<boolean>`omobility_id = any(${ids}::text[])`).select("doc").execute();
    return rows.flatMap((row) => servedDocument(toOutgoing(row)) ?? []);
  },
  indexFor: async (heiId, partnerHeiId, { receivingAcademicYear, globalId, mobilityType, changedSince }) => {
    await awaitDecisions(db, heiId, partnerHeiId);
    const rows = await db.selectFrom("outgoing_las").where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("served", "=", true)
      .$if(receivingAcademicYear !== undefined, (query) => query.where("academic_year", "=", receivingAcademicYear as string))
      .$if(globalId !== undefined, (query) => query.where(sql<boolean>`lower(global_id) = lower(${globalId})`))
      .$if(mobilityType !== undefined, (query) => query.where("mobility_type", "=", mobilityType as string))
      .$if(changedSince !== undefined, (query) => query.where("changed_at", ">=", changedSince as Date))
      .select("omobility_id").orderBy("omobility_id").execute();
    return rows.map(({ omobility_id }) => omobility_id as OmobilityId);
  },
});
