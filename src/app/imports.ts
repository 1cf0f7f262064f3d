import type { Courses } from "../domain/courses/service.js";
import type { PublishedCourse } from "../domain/courses/model.js";
import type { Importers } from "../domain/imports/ports.js";
import { createImports, type Imports } from "../domain/imports/service.js";
import type { Nominations } from "../domain/nominations/service.js";
import type { Clock, Ids, Logger } from "../kernel/ports.js";
import type { Store } from "../store/open.js";

interface Parts {
  readonly store: Pick<Store, "imports">;
  readonly nominations: Pick<Nominations, "importCohort">;
  readonly courses: Pick<Courses, "importFile" | "importCourses">;
  readonly system: { readonly clock: Clock; readonly ids: Ids; readonly logger: Logger };
}

/** Imports over the services that know what a row means. */
export const composeImports = ({ store, nominations, courses, system: { clock, ids, logger } }: Parts): Imports => {
  const importers: Importers = {
    nominations: async ({ heiId, id, file, confirm, repeated, actor }, tell) => {
      const report = await nominations.importCohort({ heiId, bytes: file, confirm, repeated, objectId: id, actor }, tell);
      return { report, rows: report.rows, stored: report.created };
    },
    courses: async ({ heiId, file, mediaType, confirm }, tell) => {
      const report = mediaType === "text/csv" ? await courses.importFile({ heiId, confirm, bytes: file }, tell) : await courses.importCourses({ heiId, confirm, courses: coursesOf(file) }, tell);
      return { report, rows: report.courses, stored: report.stored };
    },
  };
  return createImports({ store: store.imports, importers, clock, ids, logger });
};

/** A list of courses was looked at by the contract before it was kept. */
const coursesOf = (file: Uint8Array): readonly PublishedCourse[] => JSON.parse(Buffer.from(file).toString("utf8")) as readonly PublishedCourse[];
