import type { PageRequest } from "../../domain/page.js";
import { given } from "../../kernel/given.js";
import { heiId, type LosId } from "../../kernel/ids.js";
import { requireIfMatch } from "../door/if-match.js";
import { filteredPage } from "../lists/filtered-page.js";
import { pageRequest, presentPage } from "../lists/page.js";
import { containsWords } from "../lists/words.js";
import type { Operation } from "../operation.js";
import type { CourseServices } from "./services.js";
import { courseOf } from "./form.js";
import { presentCourse } from "./present.js";

export const listCourses = ({ courses }: CourseServices): Operation<"listCourses"> => async ({ path, query }) => {
  const filter = given({ losCode: query.losCode, ounitId: query.ounitId });
  const load = (request: PageRequest) => courses.list(heiId(path.heiId), filter, request);
  const { q } = query;
  const page = q === undefined ? await load(pageRequest(query)) : await filteredPage(pageRequest(query), load, ({ losId, losCode, titles }) => containsWords(q, [losId, losCode, ...titles.map(({ text }) => text)]));
  return { status: 200, body: presentPage(page, presentCourse) };
};

export const getCourse = ({ courses }: CourseServices): Operation<"getCourse"> => async ({ path }) => {
  const course = await courses.get(heiId(path.heiId), path.losId);
  return { status: 200, body: presentCourse(course), revision: course.revision };
};

/** A new course needs no `If-Match`. */
export const putCourse = ({ courses }: CourseServices): Operation<"putCourse"> => async ({ path, body, ifMatch }) => {
  const creates = !(await courses.has(heiId(path.heiId), path.losId));
  const course = await courses.put(courseOf(path.heiId, path.losId, body), creates ? (ifMatch ?? 0) : requireIfMatch(ifMatch));
  return { status: creates ? 201 : 200, body: presentCourse(course), revision: course.revision };
};

export const retireCourse = ({ courses }: CourseServices): Operation<"retireCourse"> => async ({ path, ifMatch }) => {
  await courses.remove({ heiId: heiId(path.heiId), losId: path.losId as LosId, ...given({ ifRevision: ifMatch }) });
  return { status: 204 };
};
