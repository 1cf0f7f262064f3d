import { sql, type Kysely } from "kysely";
import type { Factsheet, Institution, Ounit } from "../domain/institutions/model.js";
import type { InstitutionStore } from "../domain/institutions/ports.js";
import { editConflict } from "../kernel/errors.js";
import type { HeiId } from "../kernel/ids.js";
import { fromJson, toJson } from "./sql/document.js";
import { putRevision } from "./sql/put-revision.js";
import type { Tables } from "./sql/tables.js";

/** What this node serves of its own institutions. */
export const institutionStore = (db: Kysely<Tables>): InstitutionStore => ({
  list: async () => (await db.selectFrom("institutions").select("doc").orderBy("hei_id").execute()).map((row) => fromJson<Institution>(row.doc)),
  get: async (heiId) => documentOf<Institution>(await db.selectFrom("institutions").select("doc").where("hei_id", "=", heiId).executeTakeFirst()),
  put: async (institution) => {
    const { revision } = institution;
    await putRevision(db, "institutions", { keys: { hei_id: institution.heiId }, values: { revision, doc: toJson(institution) } });
  },
  ounits: async (heiId) => (await db.selectFrom("ounits").select("doc").where("hei_id", "=", heiId).orderBy("id").execute()).map((row) => fromJson<Ounit>(row.doc)),
  ounit: async (heiId, id) => documentOf<Ounit>(await db.selectFrom("ounits").select("doc").where("hei_id", "=", heiId).where("id", "=", id).executeTakeFirst()),
  putOunit: async (ounit) => {
    const { revision, code, parentId } = ounit;
    await putRevision(db, "ounits", { keys: { hei_id: ounit.heiId, id: ounit.id }, values: { revision, code, parent_id: parentId ?? null, doc: toJson(ounit) } });
  },
  removeOunit: (heiId, id) => removeOunit(db, heiId, id),
  factsheet: async (heiId) => documentOf<Factsheet>(await db.selectFrom("factsheets").select("doc").where("hei_id", "=", heiId).executeTakeFirst()),
  putFactsheet: async (factsheet) => {
    const { revision } = factsheet;
    await putRevision(db, "factsheets", { keys: { hei_id: factsheet.heiId }, values: { revision, doc: toJson(factsheet) } });
  },
});

const documentOf = <T>(row: { doc: string } | undefined): T | undefined => row && fromJson<T>(row.doc);

const removeOunit = async (db: Kysely<Tables>, heiId: HeiId, id: string): Promise<void> => {
  const used = (message: string) => editConflict(message, "This unit is still in use. Change what refers to it first.", { code: "unit-in-use" });
  await db.transaction().execute(async (tx) => {
    const child = await tx.selectFrom("ounits").select("id").where("hei_id", "=", heiId).where("parent_id", "=", id).executeTakeFirst();
    if (child) throw used(`Unit ${id} is the parent of unit ${child.id}.`);
    const agreement = await sql<{ id: string }>`
      select id from agreements where hei_id = ${heiId} and stage <> 'deleted' and ${refersTo(heiId, id)} limit 1`.execute(tx);
    if (agreement.rows[0]) throw used(`Agreement ${agreement.rows[0].id} refers to unit ${id}.`);
    const course = await tx.selectFrom("courses").select("los_id").where("hei_id", "=", heiId).where("ounit_id", "=", id).where("removed", "=", false).executeTakeFirst();
    if (course) throw used(`Course ${course.los_id} is of unit ${id}.`);
    await tx.deleteFrom("ounits").where("hei_id", "=", heiId).where("id", "=", id).execute();
  });
};

/** Our unit as party of our copy, or on our side of one of its conditions. */
const refersTo = (heiId: HeiId, id: string) => sql<boolean>`(
  doc @> ${toJson({ mine: { copy: { owner: { ounitId: id } } } })}::jsonb
  or doc @> ${toJson({ mine: { copy: { conditions: [{ sendingHeiId: heiId, sendingOunitId: id }] } } })}::jsonb
  or doc @> ${toJson({ mine: { copy: { conditions: [{ receivingHeiId: heiId, receivingOunitId: id }] } } })}::jsonb)`;
