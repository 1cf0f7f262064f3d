import type { Course } from "../../../domain/courses/model.js";
import type { CourseStore } from "../../../domain/courses/ports.js";
import { badRequest } from "../../../kernel/errors.js";
import { serve } from "../../runtime/serve.js";
import { coursesV0 } from "./api.js";
import { toWireSpecification } from "./mapping.js";

interface Window {
  readonly loisBefore?: string;
  readonly loisAfter?: string;
}

/** Instances that end before, and begin after, the days that are given (PROTOCOL 5.6). */
const within = (course: Course, { loisBefore, loisAfter }: Window): Course => ({
  ...course,
  instances: course.instances.filter(({ start, end }) => (loisBefore === undefined || end < loisBefore) && (loisAfter === undefined || start > loisAfter)),
});

/** Courses of the institution whose address was called; another institution is 400 (PROTOCOL 8 row 11), unknown courses are left out. `los_at_date` is ignored: only the present state is kept. */
export const serveCoursesV0 = serve(coursesV0, ({ courses }: { readonly courses: Pick<CourseStore, "withIds" | "withCodes"> }) => ({
  url: async ({ heiId, params }) => {
    if (params.heiId !== heiId) throw badRequest(`hei_id: this address serves the courses of ${heiId} only.`);
    const found = params.losIds.length > 0 ? await courses.withIds(heiId, params.losIds) : await courses.withCodes(heiId, params.losCodes);
    return { specifications: found.map((course) => toWireSpecification(within(course, params))) };
  },
}));
