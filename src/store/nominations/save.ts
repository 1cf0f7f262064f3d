import type { Kysely } from "kysely";
import type { Imobility, Omobility } from "../../domain/nominations/model.js";
import { editConflict } from "../../kernel/errors.js";
import { lookRegularly } from "../outbox/pull-store.js";
import { refuseRemoved } from "../retention/removed.js";
import { toJson } from "../sql/document.js";
import type { Tables } from "../sql/tables.js";
import { toImobilityRow, toOmobilityRow } from "./rows.js";

/** Revision 1 is inserted; any other must follow the one that is stored. What the partner could see is kept, version by version. */
export const saveOmobility = async (db: Kysely<Tables>, own: Omobility): Promise<void> => {
  const row = toOmobilityRow(own);
  if (own.revision === 1) await refuseRemoved(db, "outgoing-nominations", { ...own, objectId: own.id });
  const result = own.revision === 1
    ? await db.insertInto("omobilities").values(row).onConflict((on) => on.columns(["hei_id", "id"]).doNothing()).executeTakeFirst()
    : await db.updateTable("omobilities").set(row).where("hei_id", "=", row.hei_id).where("id", "=", row.id).where("revision", "=", row.revision - 1).executeTakeFirst();
  const written = "numUpdatedRows" in result ? result.numUpdatedRows : result.numInsertedOrUpdatedRows;
  if (written !== 1n) throw editConflict(own.revision === 1 ? "The id of this mobility is or was in use." : `The mobility is no longer at revision ${own.revision - 1}.`, "Somebody else changed this mobility meanwhile. Load it again and repeat your change.");
  if (own.version === 0) return;
  await db.insertInto("omobility_versions").values({ hei_id: row.hei_id, omobility_id: row.id, version: own.version, doc: row.doc })
    .onConflict((on) => on.columns(["hei_id", "omobility_id", "version"]).doNothing()).execute();
  // What the receiving institution says of the stay, and in the older workflow of the nomination, has no index: it is asked for one by one.
  if (own.stage === "sent") await lookRegularly(db, "imobilities", [own]);
};

/** Only under the lock of its partnership. From the first one on, the partner's nominations are looked at periodically. */
export const saveImobility = async (db: Kysely<Tables>, known: Imobility): Promise<void> => {
  const row = toImobilityRow(known);
  await db.insertInto("imobilities").values(row).onConflict((on) => on.columns(["hei_id", "partner_hei_id", "id"]).doUpdateSet(row)).execute();
  await db.insertInto("imobility_versions").values({ hei_id: row.hei_id, partner_hei_id: row.partner_hei_id, imobility_id: row.id, version: known.current.version, doc: toJson(known.current) })
    .onConflict((on) => on.columns(["hei_id", "partner_hei_id", "imobility_id", "version"]).doNothing()).execute();
  await lookRegularly(db, "omobilities", [known]);
};
