import type { Courses } from "../domain/courses/service.js";
import type { PublishedCourse } from "../domain/courses/model.js";
import type { ImportOrder } from "../domain/imports/model.js";
import type { Importers, ImportStore } from "../domain/imports/ports.js";
import { createImports, type Imports } from "../domain/imports/service.js";
import type { Nominations } from "../domain/nominations/service.js";
import type { Clock, Ids, Logger } from "../kernel/ports.js";
import { openImportFile, sealImportFile } from "../security/import-files.js";
import type { Store } from "../store/open.js";
import type { DataKeys } from "./keys/data-keys.js";

interface Parts {
  readonly store: Pick<Store, "imports">;
  readonly nominations: Pick<Nominations, "importCohort">;
  readonly courses: Pick<Courses, "importFile" | "importCourses">;
  readonly dataKeys: DataKeys;
  readonly system: { readonly clock: Clock; readonly ids: Ids; readonly logger: Logger };
}

/** Imports over the services that know what a row means; their files are sealed while they wait. */
export const composeImports = ({ store, nominations, courses, dataKeys, system: { clock, ids, logger } }: Parts): Imports => {
  const opened = async ({ id, file }: Pick<ImportOrder, "id" | "file">): Promise<Uint8Array> => openImportFile(await dataKeys("imports"), id, file);
  const sealing: ImportStore = {
    ...store.imports,
    add: async (order, now, most) => store.imports.add({ ...order, file: sealImportFile(await dataKeys("imports"), order.id, order.file) }, now, most),
  };
  const importers: Importers = {
    nominations: async ({ heiId, id, confirm, repeated, actor, ...order }, tell) => {
      const file = await opened({ id, ...order });
      const report = await nominations.importCohort({ heiId, bytes: file, confirm, repeated, objectId: id, actor }, tell);
      return { report, rows: report.rows, stored: report.created };
    },
    courses: async ({ heiId, mediaType, confirm, ...order }, tell) => {
      const file = await opened(order);
      const report = mediaType === "text/csv" ? await courses.importFile({ heiId, confirm, bytes: file }, tell) : await courses.importCourses({ heiId, confirm, courses: coursesOf(file) }, tell);
      return { report, rows: report.courses, stored: report.stored };
    },
  };
  return createImports({ store: sealing, importers, clock, ids, logger });
};

/** A list of courses was looked at by the contract before it was kept. */
const coursesOf = (file: Uint8Array): readonly PublishedCourse[] => JSON.parse(Buffer.from(file).toString("utf8")) as readonly PublishedCourse[];
