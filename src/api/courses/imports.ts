import { actorOf } from "../../domain/access/caller.js";
import { template } from "../../domain/csv/columns.js";
import { COURSE_COLUMNS } from "../../domain/courses/file/columns.js";
import { heiId } from "../../kernel/ids.js";
import { type ImportServices, orderImport, presentImport } from "../imports/answer.js";
import type { Operation, Schema } from "../operation.js";
import { courseOf } from "./form.js";

export const getCourseTemplate: Operation<"getCourseTemplate"> = async () => ({ status: 200, bytes: Buffer.from(template(COURSE_COLUMNS)), mediaType: "text/csv" });

/** CSV comes as bytes, JSON as it is described. */
export const importCourses = (services: ImportServices): Operation<"importCourses"> => ({ path, query, body, objectId = services.ids.uuid(), respondAsync, caller }) =>
  orderImport(services, "courses", { heiId: heiId(path.heiId), id: objectId, ...fileOf(path.heiId, body), confirm: query.confirm === "true", actor: actorOf(caller) }, respondAsync);

const fileOf = (ours: string, body: Uint8Array | { readonly courses: readonly Schema<"CourseInput">[] }) => (body instanceof Uint8Array
  ? { file: body, mediaType: "text/csv" as const }
  : { file: Buffer.from(JSON.stringify(body.courses.map(({ losId, ...content }) => courseOf(ours, losId, content)))), mediaType: "application/json" as const });

export const getCourseImport = ({ imports }: ImportServices): Operation<"getCourseImport"> => async ({ path }) =>
  ({ status: 200, body: presentImport(await imports.get(heiId(path.heiId), "courses", path.importId)) });

export const cancelCourseImport = ({ imports }: ImportServices): Operation<"cancelCourseImport"> => async ({ path }) =>
  ({ status: 200, body: presentImport(await imports.cancel(heiId(path.heiId), "courses", path.importId)) });
