import type { Course, PublishedCourse } from "../../domain/courses/model.js";
import type { Schema } from "../operation.js";

/** A course of a partner, or of ours without when it changed. */
export const presentPublished = (course: PublishedCourse): Schema<"PublishedCourse"> => course;

export const presentCourse = ({ changedAt, ...course }: Course): Schema<"Course"> => ({ ...course, changedAt: changedAt.toISOString() });
