import { dataOf, type OfficeClient, type Schemas } from "../office-client.js";
import { unlessUnknown } from "./unless-unknown.js";

/** An institution at its node. */
interface Institution {
  readonly heiId: string;
  readonly office: OfficeClient;
}

/** Enters a course, unless it is there. */
export const enterCourse = async ({ heiId, office }: Institution, losId: string, body: Schemas["CourseContent"]): Promise<void> => {
  const params = { path: { heiId, losId } };
  const known = await unlessUnknown(dataOf(office.GET("/institutions/{heiId}/courses/{losId}", { params })));
  if (!known) await dataOf(office.PUT("/institutions/{heiId}/courses/{losId}", { params, body }));
};

/** Enters how often an institution gives its own grades, in place of what was there. */
export const enterGrades = async ({ heiId, office }: Institution, body: Schemas["GradeScalesInput"]): Promise<void> => {
  const path = { heiId };
  const { revision } = await dataOf(office.GET("/institutions/{heiId}/grade-scales", { params: { path } }));
  await dataOf(office.PUT("/institutions/{heiId}/grade-scales", { params: { path, header: { "If-Match": `"${revision}"` } }, body }));
};
