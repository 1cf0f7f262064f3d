import type { Operations } from "../operation.js";
import { getCourse, listCourses, putCourse, retireCourse } from "./catalogue.js";
import { cancelCourseImport, getCourseImport, getCourseTemplate, importCourses } from "./imports.js";
import type { ImportServices } from "../imports/answer.js";
import { listPartnerCourses } from "./partner.js";
import type { CourseServices } from "./services.js";

/** Our catalogue of courses, and those of partners. */
export const courseOperations = (services: CourseServices & ImportServices) => ({
  listCourses: listCourses(services),
  getCourse: getCourse(services),
  putCourse: putCourse(services),
  retireCourse: retireCourse(services),
  getCourseTemplate,
  importCourses: importCourses(services),
  getCourseImport: getCourseImport(services),
  cancelCourseImport: cancelCourseImport(services),
  listPartnerCourses: listPartnerCourses(services),
}) satisfies Partial<Operations>;
