/** Access to some units of an institution: which operations it opens, and for which objects. What is not named here, it does not open. */
import { type Caller } from "../../domain/access/caller.js";
import { type Scope, SCOPES } from "../../domain/access/scopes.js";
import { beyondUnits, limitedTo, type RecordKind, type RecordUnits, requireWithin } from "../../domain/access/units.js";
import { noSuchAgreement } from "../../domain/agreements/transitions/refusals.js";
import { noSuchLa } from "../../domain/learning-agreements/transitions/refusals.js";
import { noSuchMobility } from "../../domain/nominations/transitions/refusals.js";
import { noTranscript } from "../../domain/transcripts/no-transcript.js";
import { type EwpError } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";

interface RecordRow {
  readonly kind: RecordKind;
  /** The parameter with its id. */
  readonly id: "agreementId" | "omobilityId";
  readonly absent: () => EwpError;
}

/** By the segment of the address behind the institution. */
const RECORDS: Readonly<Record<string, RecordRow>> = {
  "agreements": { kind: "agreement", id: "agreementId", absent: noSuchAgreement },
  "outgoing-nominations": { kind: "outgoing-nomination", id: "omobilityId", absent: noSuchMobility },
  "incoming-nominations": { kind: "incoming-nomination", id: "omobilityId", absent: noSuchMobility },
  "outgoing-learning-agreements": { kind: "outgoing-learning-agreement", id: "omobilityId", absent: noSuchLa },
  "incoming-learning-agreements": { kind: "incoming-learning-agreement", id: "omobilityId", absent: noSuchLa },
  "outgoing-transcripts": { kind: "outgoing-transcript", id: "omobilityId", absent: noTranscript },
  "incoming-transcripts": { kind: "incoming-transcript", id: "omobilityId", absent: noTranscript },
};

/** Lists that show what is within units; the incoming copies of partners belong to none. */
const LISTS = new Set(["listAgreements", "listIncoming", "listOutgoing", "listIncomingNominations", "listOutgoingLas", "listIncomingLas", "listOutgoingTranscripts", "listIncomingTranscripts"]);
/** What is made, or replaced, has to be within them as well. */
const WRITES = new Set(["createAgreement", "createOutgoing", "createLa", "editAgreement", "editOutgoing", "replaceOutgoing", "editLa"]);
/** Of no unit, and open to everybody who has the scope. */
const COMMON = new Set(["addFile", "listCourses", "getCourse", "getCourseTemplate", "getCohortTemplate", "getGradeScales", "listPartnerCourses"]);
/** About many records, each of which is held to the units by itself (domain/access/on-units.ts). */
const EACH_BY_ITSELF = new Set(["approveAgreements", "renewAgreements", "listRenewals", "getRenewalFunnel", "remindRenewals"]);
/** These show partners' copies that nobody has linked: they belong to no unit yet. */
const UNLINKED = new Set(["suggestPartnerCopies", "linkAgreement"]);

export interface Asked {
  readonly operation: string;
  /** As the contract has it, e.g. `/institutions/{heiId}/agreements/{agreementId}`. */
  readonly route: string;
  readonly path: Readonly<Record<string, string>>;
  readonly scopes: readonly string[];
}

/**
 * The units to which this call is limited; undefined = it is not. Throws 404 for an object of other units, in the words for one that is
 * not there, and 403 `beyond-units` for what concerns the institution as a whole.
 */
export const unitsOfCall = async (caller: Caller, { operation, route, path, scopes }: Asked, units: RecordUnits): Promise<readonly string[] | undefined> => {
  const ofRecords = SCOPES.filter((scope): scope is Scope => scopes.includes(scope) && /^(agreements|mobilities):/.test(scope));
  if (path["heiId"] === undefined || ofRecords.length === 0) return undefined;
  const hei = heiId(path["heiId"]);
  const limit = limitedTo(caller, hei, ofRecords);
  if (limit === undefined || COMMON.has(operation) || EACH_BY_ITSELF.has(operation)) return undefined;
  const row = RECORDS[route.split("/{heiId}/")[1]?.split("/")[0] ?? ""];
  const id = row && path[row.id];
  if (row && id !== undefined && !UNLINKED.has(operation)) {
    const own = await units.of({ kind: row.kind, heiId: hei, id, ...given({ partnerHeiId: path["partnerHeiId"] === undefined ? undefined : heiId(path["partnerHeiId"]) }) });
    requireWithin(limit, own, { changes: ofRecords.some((scope) => !scope.endsWith(":read")), absent: row.absent });
  } else if (!LISTS.has(operation) && !WRITES.has(operation)) throw beyondUnits();
  return limit;
};

/** Throws 403 `beyond-units` when what is to be written would belong to other units, or to none. */
export const requireBodyWithin = (operation: string, limit: readonly string[], { heiId: hei, body }: { readonly heiId: string; readonly body: unknown }): void => {
  if (!WRITES.has(operation)) return;
  const own = unitsIn(body as Written, hei);
  if (own.length === 0 || !own.every((unit) => limit.includes(unit))) throw beyondUnits();
};

/** What the bodies of those operations say of units on our side. */
interface Written {
  readonly owner?: { readonly ounitId?: string };
  readonly conditions?: readonly { readonly sendingHeiId: string; readonly sendingOunitId?: string; readonly receivingOunitId?: string }[];
  readonly nomination?: { readonly sendingOunitId?: string };
  readonly details?: Written;
  readonly sending?: { readonly ounitId?: string };
}

const unitsIn = ({ owner, conditions = [], nomination, details, sending }: Written, hei: string): readonly string[] => {
  const single = owner?.ounitId ?? nomination?.sendingOunitId ?? (details?.sending ?? sending)?.ounitId;
  const ofConditions = conditions.map(({ sendingHeiId, sendingOunitId, receivingOunitId }) => (sendingHeiId === hei ? sendingOunitId : receivingOunitId));
  return (single === undefined ? ofConditions : [single]).filter((unit) => unit !== undefined);
};
