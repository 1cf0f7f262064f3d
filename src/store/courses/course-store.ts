import { isDeepStrictEqual } from "node:util";
import { sql, type Kysely } from "kysely";
import type { Course, PublishedCourse } from "../../domain/courses/model.js";
import type { CourseFilter, CourseStore } from "../../domain/courses/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import type { HeiId, LosId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import { fromJson, toJson } from "../sql/document.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";

const toCourse = (row: { doc: string; changed_at: Date }): Course => ({ ...fromJson<PublishedCourse>(row.doc), changedAt: row.changed_at });

/** One writer of a catalogue at a time, and its readers of changes wait for it: a moment that was answered for is never written into later. */
const catalogueKey = (heiId: string) => sql`hashtextextended(${`courses ${heiId}`}, 9)`;

/** The catalogues of our institutions. */
export const courseStore = (db: Kysely<Tables>, clock: Clock): CourseStore => {
  const living = (heiId: HeiId) => db.selectFrom("courses").where("hei_id", "=", heiId).where("removed", "=", false);
  return {
    withIds: async (heiId, losIds) =>
      (await living(heiId).where(sql<boolean>`los_id = any(${losIds}::text[])`).select(["doc", "changed_at"]).orderBy("los_id").execute()).map(toCourse),
    withCodes: async (heiId, losCodes) =>
      (await living(heiId).where(sql<boolean>`los_code = any(${losCodes}::text[])`).select(["doc", "changed_at"]).orderBy("los_id").execute()).map(toCourse),
    list: (heiId, filter, page) => listCourses(db, heiId, filter, page),
    save: (heiId, courses) => refusing(() => db.transaction().execute(async (tx) => {
      const at = await writing(tx, clock, heiId);
      const stored = new Map((await tx.selectFrom("courses").select(["los_id", "doc"]).where("hei_id", "=", heiId).where("removed", "=", false)
        .where(sql<boolean>`los_id = any(${courses.map(({ losId }) => losId)}::text[])`).execute()).map((row) => [row.los_id, fromJson<PublishedCourse>(row.doc)]));
      const changed = courses.filter((course) => !isDeepStrictEqual(stored.get(course.losId), plain({ ...course, heiId })));
      for (const course of changed) await upsert(tx, { ...course, heiId }, at);
      return changed.map(({ losId }) => losId);
    })),
    remove: (heiId, losId) => refusing(() => db.transaction().execute(async (tx) => {
      const at = await writing(tx, clock, heiId);
      const { numUpdatedRows } = await tx.updateTable("courses").set({ removed: true, changed_at: at, los_code: null })
        .where("hei_id", "=", heiId).where("los_id", "=", losId).where("removed", "=", false).executeTakeFirst();
      return numUpdatedRows === 1n;
    })),
    containing: async (heiId, losId) =>
      (await living(heiId).where(sql<boolean>`doc @> ${toJson({ contains: [losId] })}::jsonb`).select("los_id").orderBy("los_id").execute()).map(({ los_id }) => los_id as LosId),
    ids: async (heiId, since) => {
      await sql`select pg_advisory_xact_lock_shared(${catalogueKey(heiId)})`.execute(db);
      const asked = since === undefined ? living(heiId) : db.selectFrom("courses").where("hei_id", "=", heiId).where("changed_at", ">=", since);
      return (await asked.select("los_id").orderBy("los_id").execute()).map(({ los_id }) => los_id as LosId);
    },
  };
};

/** As it will come back: without what is undefined. */
const plain = (course: PublishedCourse): PublishedCourse => JSON.parse(toJson(course)) as PublishedCourse;

/** Takes the catalogue's lock and gives the moment of what is written under it. */
const writing = async (tx: Kysely<Tables>, clock: Clock, heiId: HeiId): Promise<Date> => {
  await sql`select pg_advisory_xact_lock(${catalogueKey(heiId)})`.execute(tx);
  const last = await tx.selectFrom("courses").select("changed_at").where("hei_id", "=", heiId).orderBy("changed_at", "desc").limit(1).executeTakeFirst();
  const now = clock.now();
  return last && last.changed_at > now ? last.changed_at : now;
};

const upsert = async (tx: Kysely<Tables>, course: PublishedCourse, at: Date): Promise<void> => {
  const values = { los_code: course.losCode ?? null, ounit_id: course.ounitId ?? null, removed: false, changed_at: at, doc: toJson(course) };
  await tx.insertInto("courses").values({ hei_id: course.heiId, los_id: course.losId, ...values }).onConflict((on) => on.columns(["hei_id", "los_id"]).doUpdateSet(values)).execute();
};

const listCourses = async (db: Kysely<Tables>, heiId: HeiId, { losCode, ounitId }: CourseFilter, page: PageRequest): Promise<Page<Course>> => {
  const after = readCursor(page, 1)?.[0];
  const rows = await db.selectFrom("courses").where("hei_id", "=", heiId).where("removed", "=", false)
    .$if(losCode !== undefined, (query) => query.where("los_code", "=", losCode as string))
    .$if(ounitId !== undefined, (query) => query.where("ounit_id", "=", ounitId as string))
    .$if(after !== undefined, (query) => query.where("los_id", ">", after as string))
    .select(["los_id", "doc", "changed_at"]).orderBy("los_id").limit(page.limit + 1).execute();
  return pageOf(rows, page, toCourse, (row) => cursorOf(row.los_id));
};
