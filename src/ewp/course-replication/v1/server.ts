import type { CourseStore } from "../../../domain/courses/ports.js";
import { badRequest } from "../../../kernel/errors.js";
import { serve } from "../../runtime/serve.js";
import { courseReplicationV1 } from "./api.js";

/** Every course of the institution whose address was called, or what changed since; another institution is 400 (PROTOCOL 8 row 11). */
export const serveCourseReplicationV1 = serve(courseReplicationV1, ({ courses }: { readonly courses: Pick<CourseStore, "ids"> }) => ({
  url: async ({ heiId, params }) => {
    if (params.heiId !== heiId) throw badRequest(`hei_id: this address serves the courses of ${heiId} only.`);
    return { losIds: await courses.ids(heiId, params.modifiedSince) };
  },
}));
