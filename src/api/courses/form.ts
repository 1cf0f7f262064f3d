import type { PublishedCourse } from "../../domain/courses/model.js";
import { heiId, type LoiId, type LosId } from "../../kernel/ids.js";
import type { Schema } from "../operation.js";

/** What offices send, as the domain has it; what is left out is empty. Ids are looked at by the domain. */
export const courseOf = (ours: string, losId: string, { titles, urls = [], descriptions = [], instances = [], contains = [], ...facts }: Schema<"CourseContent">): PublishedCourse => ({
  ...facts, heiId: heiId(ours), losId: losId as LosId, titles, urls, descriptions, contains: contains as readonly string[] as readonly LosId[],
  instances: instances.map(({ loiId, credits = [], ...instance }) => ({ ...instance, loiId: loiId as LoiId, credits })),
});
