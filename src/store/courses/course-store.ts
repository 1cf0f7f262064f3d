import { isDeepStrictEqual } from "node:util";
import { sql, type Kysely } from "kysely";
import type { Course, PublishedCourse } from "../../domain/courses/model.js";
import type { CourseFilter, CourseStore } from "../../domain/courses/ports.js";
import type { Page, PageRequest } from "../../domain/page.js";
import { preconditionFailed } from "../../kernel/errors.js";
import type { HeiId, LosId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import { cursorOf, pageOf, readCursor } from "../sql/cursor.js";
import { fromJson, toJson } from "../sql/document.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";

const COLUMNS = ["doc", "changed_at", "revision"] as const;
const toCourse = (row: { doc: string; changed_at: Date; revision: number }): Course => ({ ...fromJson<PublishedCourse>(row.doc), changedAt: row.changed_at, revision: row.revision });
/** Courses that one statement writes. */
const BATCH = 200;

/** One writer of a catalogue at a time, and its readers of changes wait for it: a moment that was answered for is never written into later. */
const catalogueKey = (heiId: string) => sql`hashtextextended(${`courses ${heiId}`}, 9)`;

/** The catalogues of our institutions. */
export const courseStore = (db: Kysely<Tables>, clock: Clock): CourseStore => {
  const living = (heiId: HeiId) => db.selectFrom("courses").where("hei_id", "=", heiId).where("removed", "=", false);
  return {
    withIds: async (heiId, losIds) =>
      (await living(heiId).where(sql<boolean>`los_id = any(${losIds}::text[])`).select(COLUMNS).orderBy("los_id").execute()).map(toCourse),
    withCodes: async (heiId, losCodes) =>
      (await living(heiId).where(sql<boolean>`los_code = any(${losCodes}::text[])`).select(COLUMNS).orderBy("los_id").execute()).map(toCourse),
    list: (heiId, filter, page) => listCourses(db, heiId, filter, page),
    save: (heiId, courses, ifRevision) => refusing(() => db.transaction().execute(async (tx) => {
      const at = await writing(tx, clock, heiId);
      if (ifRevision !== undefined) for (const { losId } of courses) await atRevision(tx, { heiId, losId }, ifRevision);
      const changed: PublishedCourse[] = [];
      for (const some of batchesOf(courses)) changed.push(...(await saveBatch(tx, heiId, some, at)));
      return changed.map(({ losId }) => losId);
    })),
    remove: (heiId, losId, ifRevision) => refusing(() => db.transaction().execute(async (tx) => {
      const at = await writing(tx, clock, heiId);
      if (ifRevision !== undefined) await atRevision(tx, { heiId, losId }, ifRevision);
      const { numUpdatedRows } = await tx.updateTable("courses").set({ removed: true, changed_at: at, los_code: null, revision: sql`revision + 1` })
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

/** 0 is the revision of what is not there. */
const atRevision = async (tx: Kysely<Tables>, { heiId, losId }: Pick<PublishedCourse, "heiId" | "losId">, expected: number): Promise<void> => {
  const row = await tx.selectFrom("courses").select("revision").where("hei_id", "=", heiId).where("los_id", "=", losId).where("removed", "=", false).executeTakeFirst();
  const present = row?.revision ?? 0;
  if (present !== expected) throw preconditionFailed(present === 0 ? "There is no such course." : `The course is at revision ${present}, not ${expected}.`, { details: { expected, present } });
};

const batchesOf = <T>(all: readonly T[]): readonly (readonly T[])[] => Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => all.slice(i * BATCH, (i + 1) * BATCH));

/** Writes those that are new or differ, and gives them back. */
const saveBatch = async (tx: Kysely<Tables>, heiId: HeiId, courses: readonly PublishedCourse[], at: Date): Promise<readonly PublishedCourse[]> => {
  const rows = await tx.selectFrom("courses").select(["los_id", "doc"]).where("hei_id", "=", heiId).where("removed", "=", false)
    .where(sql<boolean>`los_id = any(${courses.map(({ losId }) => losId)}::text[])`).execute();
  const stored = new Map(rows.map((row) => [row.los_id, fromJson<PublishedCourse>(row.doc)]));
  const changed = courses.filter((course) => !isDeepStrictEqual(stored.get(course.losId), plain({ ...course, heiId })));
  if (changed.length === 0) return [];
  await tx.insertInto("courses").values(changed.map((course) => ({
    hei_id: heiId, los_id: course.losId, los_code: course.losCode ?? null, ounit_id: course.ounitId ?? null, removed: false, changed_at: at, revision: 1, doc: toJson({ ...course, heiId }),
  }))).onConflict((on) => on.columns(["hei_id", "los_id"]).doUpdateSet(({ ref }) => ({
    los_code: ref("excluded.los_code"), ounit_id: ref("excluded.ounit_id"), removed: ref("excluded.removed"), changed_at: ref("excluded.changed_at"), doc: ref("excluded.doc"), revision: sql`courses.revision + 1`,
  }))).execute();
  return changed;
};

const listCourses = async (db: Kysely<Tables>, heiId: HeiId, { losCode, ounitId }: CourseFilter, page: PageRequest): Promise<Page<Course>> => {
  const after = readCursor(page, 1)?.[0];
  const rows = await db.selectFrom("courses").where("hei_id", "=", heiId).where("removed", "=", false)
    .$if(losCode !== undefined, (query) => query.where("los_code", "=", losCode as string))
    .$if(ounitId !== undefined, (query) => query.where("ounit_id", "=", ounitId as string))
    .$if(after !== undefined, (query) => query.where("los_id", ">", after as string))
    .select(["los_id", ...COLUMNS]).orderBy("los_id").limit(page.limit + 1).execute();
  return pageOf(rows, page, toCourse, (row) => cursorOf(row.los_id));
};
