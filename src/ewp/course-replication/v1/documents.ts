import { document, type DocumentOf, many } from "../../../xml/schema.js";
import { losId } from "../../../xml/scalars.js";

/** PROTOCOL 5.7. */
export const courseReplicationResponse = document("https://github.com/erasmus-without-paper/ewp-specs-api-course-replication/tree/stable-v1", "course-replication-response", { losIds: many("los-id", losId) });
export type CourseReplicationResponse = DocumentOf<typeof courseReplicationResponse>;
