import { sql, type Kysely } from "kysely";
import type { Agreement, PartnerCopy } from "../../domain/agreements/model.js";
import type { Decision } from "../../domain/agreements/ports.js";
import { editConflict } from "../../kernel/errors.js";
import { lookRegularly } from "../outbox/pull-store.js";
import { toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { toAgreementRow, toPartnerCopyRow } from "./rows.js";

/** Writes state and versions of a decision; timeline and outbox rows are the caller's part of the same transaction. */
export const saveDecision = async (db: Kysely<Tables>, decision: Decision, changedAt: Date): Promise<void> => {
  for (const agreement of lettingGoFirst(decision.agreements ?? [])) await saveAgreement(db, agreement, changedAt);
  for (const copy of decision.partnerCopies ?? []) await savePartnerCopy(db, copy);
  await savePartnerships(db, decision);
};

/** A copy may move from one agreement to another in one decision: the one that lets go of it comes first. */
const lettingGoFirst = (agreements: readonly Agreement[]): readonly Agreement[] =>
  [...agreements].sort((a, b) => Number(holdsCopy(a)) - Number(holdsCopy(b)));

const holdsCopy = (agreement: Agreement): boolean => agreement.partnerIiaId !== undefined && agreement.stage !== "deleted";

/** Revision 1 is inserted; any other must follow the one that is stored. */
const saveAgreement = async (db: Kysely<Tables>, agreement: Agreement, changedAt: Date): Promise<void> => {
  const row = toAgreementRow(agreement, changedAt);
  const result = agreement.revision === 1
    ? await db.insertInto("agreements").values(row).onConflict((on) => on.columns(["hei_id", "id"]).doNothing()).executeTakeFirst()
    : await db.updateTable("agreements").set({ ...row, file_ids: withGivenFiles(row.file_ids) })
      .where("hei_id", "=", row.hei_id).where("id", "=", row.id).where("revision", "=", row.revision - 1).executeTakeFirst();
  const written = "numUpdatedRows" in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
  if (written !== 1n) throw conflict(agreement);
  await db.insertInto("agreement_versions")
    .values({ hei_id: row.hei_id, iia_id: row.id, version: agreement.mine.version, doc: toJson(agreement.mine) })
    .onConflict((on) => on.columns(["hei_id", "iia_id", "version"]).doNothing()).execute();
};

/** File ids that the partner was given stay good while the agreement is served (PROTOCOL 5.7); those of drafts it never saw. */
const withGivenFiles = (fileIds: readonly string[]) =>
  sql<string[]>`case when stage = 'shared' then array(select distinct unnest(file_ids || ${fileIds}::text[])) else ${fileIds}::text[] end`;

const conflict = ({ id, revision }: Agreement) => editConflict(
  revision === 1 ? `The agreement id ${id} is or was in use.` : `Agreement ${id} is no longer at revision ${revision - 1}.`,
  "Somebody else changed this agreement meanwhile. Load it again and repeat your change.",
);

const savePartnerCopy = async (db: Kysely<Tables>, copy: PartnerCopy): Promise<void> => {
  const row = toPartnerCopyRow(copy);
  await db.insertInto("partner_copies").values(row)
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "iia_id"]).doUpdateSet({ hash: row.hash, gone_at: row.gone_at, doc: row.doc })).execute();
  await db.insertInto("partner_versions")
    .values({ hei_id: row.hei_id, partner_hei_id: row.partner_hei_id, iia_id: row.iia_id, version: copy.current.version, doc: toJson(copy.current) })
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "iia_id", "version"]).doNothing()).execute();
};

/** From the first shared agreement or received copy on, the partner is looked at periodically (PROTOCOL 6.8.4); once in force it may nominate. */
const savePartnerships = async (db: Kysely<Tables>, { agreements = [], partnerCopies = [] }: Decision): Promise<void> => {
  await lookRegularly(db, "iias", [...agreements.filter((agreement) => agreement.stage === "shared"), ...partnerCopies]);
  await lookRegularly(db, "omobilities", agreements.filter((agreement) => agreement.inForce !== undefined));
};
