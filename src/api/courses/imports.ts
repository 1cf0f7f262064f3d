import { template } from "../../domain/csv/columns.js";
import { COURSE_COLUMNS } from "../../domain/courses/file/columns.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import { courseOf } from "./form.js";
import type { CourseServices } from "./services.js";

export const getCourseTemplate: Operation<"getCourseTemplate"> = async () => ({ status: 200, bytes: Buffer.from(template(COURSE_COLUMNS)), mediaType: "text/csv" });

/** CSV comes as bytes, JSON as it is described. */
export const importCourses = ({ courses }: CourseServices): Operation<"importCourses"> => async ({ path, query, body }) => {
  const target = { heiId: heiId(path.heiId), confirm: query.confirm === "true" };
  const report = body instanceof Uint8Array
    ? await courses.importFile({ ...target, bytes: body })
    : await courses.importCourses({ ...target, courses: body.courses.map(({ losId, ...content }) => courseOf(path.heiId, losId, content)) });
  return { status: 200, body: report };
};
