import type { OfficeServices } from "../services.js";

export type CourseServices = Pick<OfficeServices, "courses" | "partnerCourses">;
