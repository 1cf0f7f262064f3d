import type { Kysely } from "kysely";
import type { GradeScaleStore } from "../../domain/recognition/grade-scale.js";
import type { HomeScale } from "../../domain/recognition/model.js";
import { fromJson, toJson } from "../sql/document.js";
import { putRevision } from "../sql/put-revision.js";
import type { Tables } from "../sql/tables.js";

/** How our institutions give their grades. */
export const gradeScaleStore = (db: Kysely<Tables>): GradeScaleStore => ({
  get: async (heiId) => {
    const row = await db.selectFrom("grade_scales").select(["doc", "revision"]).where("hei_id", "=", heiId).executeTakeFirst();
    return row ? { ...fromJson<HomeScale>(row.doc), revision: row.revision } : { tables: [], failing: [], revision: 0 };
  },
  put: async (heiId, scale, ifRevision) => {
    const revision = ifRevision + 1;
    await putRevision(db, "grade_scales", { keys: { hei_id: heiId }, values: { revision, doc: toJson(scale) } });
    return { ...scale, revision };
  },
});
