import { badRequest } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { CourseServices } from "./services.js";
import { presentPublished } from "./present.js";

/** The named courses, or the partner's catalogue page by page in the order of its ids. Asks the partner while the caller waits. */
export const listPartnerCourses = ({ partnerCourses }: CourseServices): Operation<"listPartnerCourses"> => async ({ path, query: { losId, losCode, limit = 50, cursor } }) => {
  const [ours, partner] = [heiId(path.heiId), heiId(path.partnerHeiId)];
  if (losId && losCode) throw badRequest("Ask by losId or by losCode, not by both.");
  if (losId ?? losCode) return { status: 200, body: { items: (await partnerCourses.courses(ours, partner, losId ? { losIds: losId } : { losCodes: losCode ?? [] })).map(presentPublished) } };
  const after = cursor === undefined ? "" : Buffer.from(cursor, "base64url").toString();
  const ids = (await partnerCourses.ids(ours, partner)).filter((id) => id > after).sort();
  const page = ids.slice(0, limit);
  const items = (await partnerCourses.courses(ours, partner, { losIds: page })).map(presentPublished);
  return { status: 200, body: { items, ...given({ next: ids.length > limit ? Buffer.from(page.at(-1) ?? "").toString("base64url") : undefined }) } };
};
