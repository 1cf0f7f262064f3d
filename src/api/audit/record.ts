import { actorOf } from "../../domain/access/caller.js";
import type { AuditEntry, AuditStore } from "../../domain/audit/model.js";
import { EwpError } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { AnyAnswer, AnyCall, AnyOperation } from "../door/respond.js";

/** An operation as the contract describes it. */
export interface Described {
  readonly id: string;
  readonly method: string;
  readonly scopes: readonly string[];
}

/** Read with `mobilities:read`, and no record of a student. */
const ABOUT_NO_STUDENT = new Set([
  "getSeats", "getStatistics", "getGradeScales", "listCourses", "getCourse", "getCourseTemplate", "listPartnerCourses", "getCohortTemplate",
]);
/** Read otherwise, and yet what a student's record may stand in, or a change that browsers ask for with GET. */
const ALSO = new Set(["exportList", "getExchange", "listInbox", "endOpenId"]);

/** Every change, and every look at students' records; an operation that is new and reads mobilities is one until it is named above. */
export const isAudited = ({ id, method, scopes }: Described): boolean =>
  method.toUpperCase() !== "GET" || ALSO.has(id) || (scopes.includes("mobilities:read") && !ABOUT_NO_STUDENT.has(id));

/**
 * The operation with an entry about it, done or refused. The entry is there before the answer leaves: when it cannot be written the
 * caller is told 503, and a change that was made all the same stands in the timeline, which is written with it.
 */
export const audited = (operation: AnyOperation, { id }: Described, { audit, clock }: { readonly audit: Pick<AuditStore, "append">; readonly clock: Clock }): AnyOperation => async (call) => {
  const write = (rest: Pick<AuditEntry, "status" | "objects" | "callerId" | "actor"> & { readonly found?: number | undefined }): Promise<void> =>
    audit.append({ at: clock.now(), operation: id, filters: filtersOf(call), requestId: call.requestId, ...given({ heiId: institutionOf(call), found: rest.found }), ...rest } as AuditEntry);
  try {
    const answer = await operation(call);
    await write({ ...callerOf(call, answer), status: answer.status, objects: [...idsIn(call), ...createdBy(answer)], ...given({ found: foundIn(answer) }) });
    return answer;
  } catch (error) {
    await write({ ...callerOf(call), status: error instanceof EwpError ? error.status : 500, objects: idsIn(call) });
    throw error;
  }
};

const callerOf = ({ caller }: AnyCall, answer?: AnyAnswer): Pick<AuditEntry, "actor" | "callerId"> => {
  if (caller) return { actor: actorOf(caller), callerId: caller.id };
  return answer?.signedIn === undefined ? { actor: "nobody" } : { actor: `person:${answer.signedIn}`, callerId: answer.signedIn };
};

const pathOf = ({ path }: AnyCall) => Object.entries(path as Readonly<Record<string, string>>);
const institutionOf = (call: AnyCall) => pathOf(call).flatMap(([name, value]) => (name === "heiId" ? [heiId(value)] : []))[0];
const idsIn = (call: AnyCall): readonly string[] => pathOf(call).flatMap(([name, value]) => (name === "heiId" ? [] : [value]));

/** Names only: search words may name people. */
const filtersOf = ({ query }: AnyCall): readonly string[] => Object.keys(query as object).filter((name) => name !== "limit" && name !== "cursor").sort();

const createdBy = ({ status, location }: AnyAnswer): readonly string[] => {
  const last = status === 201 ? location?.split("/").at(-1) : undefined;
  return last === undefined ? [] : [decodeURIComponent(last)];
};

const foundIn = ({ body }: AnyAnswer): number | undefined =>
  typeof body === "object" && body !== null && "items" in body && Array.isArray(body.items) ? body.items.length : undefined;
