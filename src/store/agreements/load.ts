import type { Kysely } from "kysely";
import type { Agreement, PartnerCopy } from "../../domain/agreements/model.js";
import type { Found, Scope } from "../../domain/agreements/ports.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";
import { toAgreement, toPartnerCopy } from "./rows.js";

export const loadAgreement = async (db: Kysely<Tables>, heiId: HeiId, id: IiaId): Promise<Agreement | undefined> => {
  const row = await db.selectFrom("agreements").select(["doc", "changed_at"]).where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst();
  return row && toAgreement(row);
};

export const loadPartnerCopy = async (db: Kysely<Tables>, key: { heiId: HeiId; partnerHeiId: HeiId; iiaId: IiaId }): Promise<PartnerCopy | undefined> => {
  const row = await db.selectFrom("partner_copies").select("doc")
    .where("hei_id", "=", key.heiId).where("partner_hei_id", "=", key.partnerHeiId).where("iia_id", "=", key.iiaId).executeTakeFirst();
  return row && toPartnerCopy(row);
};

/** The living agreement that is bound to a partner's copy. */
const loadLinked = async (db: Kysely<Tables>, heiId: HeiId, theirs: NonNullable<Scope["theirs"]>): Promise<Agreement | undefined> => {
  const row = await db.selectFrom("agreements").select(["doc", "changed_at"])
    .where("hei_id", "=", heiId).where("partner_hei_id", "=", theirs.partnerHeiId).where("partner_iia_id", "=", theirs.iiaId).where("stage", "<>", "deleted")
    .executeTakeFirst();
  return row && toAgreement(row);
};

/** What a decision starts from; to be called inside the lock. */
export const loadFound = async (db: Kysely<Tables>, scope: Scope): Promise<Found> => {
  const own = scope.own && (await loadAgreement(db, scope.heiId, scope.own));
  const theirsKey = scope.theirs ?? (own?.partnerIiaId && { partnerHeiId: own.partnerHeiId, iiaId: own.partnerIiaId });
  const theirs = theirsKey && (await loadPartnerCopy(db, { heiId: scope.heiId, ...theirsKey }));
  const linked = scope.theirs && (await loadLinked(db, scope.heiId, scope.theirs));
  return { ...(own && { own }), ...(theirs && { theirs }), ...(linked && { linked }) };
};
