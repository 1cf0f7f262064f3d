import type { PartnerCourses } from "../../../domain/courses/ports.js";
import type { Calls } from "../../runtime/call.js";
import { coursesV0 } from "./api.js";
import { fromWireSpecification } from "./mapping.js";

/** Courses that a partner publishes, in as many calls as its limit asks for (PROTOCOL 4.2, 5.6). */
export const coursesV0Client = ({ callInBatches }: Calls): Pick<PartnerCourses, "courses"> => ({
  courses: async (heiId, partnerHeiId, wanted) => {
    const given = "losIds" in wanted ? wanted.losIds : wanted.losCodes;
    // Neither ids nor codes would be refused by the partner.
    if (given.length === 0) return [];
    const answers = callInBatches({ from: heiId, to: partnerHeiId }, coursesV0, "url", { heiId: partnerHeiId, ...wanted });
    const courses = [];
    for await (const { value } of answers) courses.push(...value.specifications.flatMap((wire) => fromWireSpecification(partnerHeiId, wire) ?? []));
    return courses;
  },
});
