/** The receiving institution's side of a nomination: what was read, what we decided, when the student came (PROTOCOL 6.4.5, 6.6). */
import { isDeepStrictEqual } from "node:util";
import { firstCalendarYear, isAcademicYear } from "../../../kernel/academic-year.js";
import { isDay } from "../../../kernel/day.js";
import { given } from "../../../kernel/given.js";
import { omit } from "../../../kernel/omit.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { ImobilityChange } from "../../changes.js";
import { personOf } from "../../mobilities/student.js";
import type { Problem } from "../../problem.js";
import { textProblems } from "../../text-problems.js";
import type { Imobility, ReceivedNomination, ReceivedVersion, Stay, Verdict } from "../model.js";
import { presentVerdict, verdictToTell } from "../older.js";
import { incomingStatus } from "../standing.js";
import { nominationProblems } from "../validation.js";
import * as refusals from "./refusals.js";

export interface Context {
  readonly now: Date;
  readonly actor: string;
}

export interface ImobilityDecision {
  readonly imobility?: Imobility;
  readonly changes: readonly ImobilityChange[];
}
export const nothing: ImobilityDecision = { changes: [] };

export interface FetchedNomination extends ReceivedNomination {
  readonly exchangeId: string;
}

export interface Key {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly id: OmobilityId;
}

const about = ({ heiId, partnerHeiId, id }: Key, { now, actor }: Context) => ({ heiId, partnerHeiId, sendingHeiId: partnerHeiId, omobilityId: id, at: now, actor });
const saved = (after: Imobility, changes: readonly ImobilityChange[], { now }: Context): ImobilityDecision =>
  ({ imobility: { ...after, revision: after.revision + 1, changedAt: now }, changes });

/** Records what the partner serves. What breaks rules is kept and its faults are named; only a new reading of the same tells nothing. */
export const receive = (known: Imobility | undefined, key: Key, fetched: FetchedNomination, context: Context): ImobilityDecision => {
  const { exchangeId, ...nomination } = fetched;
  const { now } = context;
  const same = known && isDeepStrictEqual(contentOf(known.current), nomination);
  const current: ReceivedVersion = same ? known.current
    : { ...nomination, version: (known?.current.version ?? 0) + 1, exchangeId, receivedAt: now, faults: [...nominationProblems(nomination), ...silentChanges(known, nomination)] };
  const base = known ? omit(known, "goneAt") : { ...key, revision: 0, verdicts: [], stay: {}, createdAt: now };
  const after: Imobility = { ...base, current, confirmedAt: now, changedAt: known?.changedAt ?? now };
  if (same && !known.goneAt) return { imobility: after, changes: [] };
  return saved(after, [{ ...about(key, context), kind: "imobility-seen" }, ...(known && isTakenBack(known, after) ? [{ ...about(key, context), kind: "imobility-changed" as const, what: "verdict" as const }] : [])], context);
};

const contentOf = ({ student, proposal, status, older }: ReceivedVersion): ReceivedNomination => ({ student, proposal, status, ...given({ older }) });

/** In the older workflow our verdict was about another content, so a new one is needed, and the partner has to hear of it. */
const isTakenBack = (before: Imobility, after: Imobility): boolean => after.current.older !== undefined && verdictToTell(before).status !== verdictToTell(after).status;

/** The proposal id has to change if and only if the proposal does, and the person never (PROTOCOL 5.13, 6.4.4). A repeated fault stays until a proper proposal comes. */
const silentChanges = (known: Imobility | undefined, { proposal, student, older }: ReceivedNomination): readonly Problem[] => {
  // The older workflow has no proposal ids; from one to the other they are new.
  if (!known || older || known.current.older) return [];
  const before = known.current;
  const sameId = before.proposal.id === proposal.id;
  const sameContent = isDeepStrictEqual(before.proposal.content, proposal.content);
  const former = before.faults.filter(({ field }) => sameId && sameContent && field === "nomination.proposalId");
  return [
    ...former,
    ...(sameId && !sameContent ? [{ field: "nomination.proposalId", problem: "is the same though the nomination changed", expected: "a new proposal id with every change of the nomination" }] : []),
    ...(!sameId && sameContent ? [{ field: "nomination.proposalId", problem: "is new though nothing changed", expected: "the same proposal id until the nomination changes" }] : []),
    ...(personOf(before.student.globalId) !== personOf(student.globalId) ? [{ field: "student.globalId", problem: "is that of another person than before", expected: "the same person under the same id" }] : []),
  ];
};

/** The partner serves it no more. What we know of it stays. */
export const lose = (known: Imobility | undefined, context: Context): ImobilityDecision =>
  (!known || known.goneAt ? nothing : saved({ ...known, goneAt: context.now }, [{ ...about(known, context), kind: "imobility-gone" }], context));

/** A fault that stands in the way of an approval; a new id for the same proposal does no harm. */
export const isSerious = ({ field, problem }: Problem): boolean => !(field === "nomination.proposalId" && problem.startsWith("is new"));

/** Before the partner is told: what may be decided now, about exactly the proposal that was reviewed. */
export const refuseUndecidable = ({ current, goneAt }: Imobility, { decision, proposalId, comment }: Pick<Verdict, "decision" | "proposalId" | "comment">): void => {
  if (goneAt) throw refusals.gone();
  if (current.status === "cancelled") throw refusals.cancelled();
  if (current.older && current.status !== "pending") throw refusals.underWay();
  if (current.proposal.id !== proposalId) throw refusals.changedSinceReview(proposalId, { proposalId: current.proposal.id, status: current.status });
  if (decision === "reject" && (comment === undefined || comment.trim() === "")) throw refusals.noComment();
  // The partner would refuse it with 409, as if something had changed.
  if (decision === "approve" && !current.older && current.status === "rejected") throw refusals.rejectedByUs();
  const unwritable = textProblems({ comment });
  if (unwritable.length > 0) throw refusals.invalidNomination(unwritable);
  const serious = current.faults.filter(isSerious);
  if (decision === "approve" && serious.length > 0) throw refusals.faulty(serious);
};

/**
 * The partner took our decision; what it makes of it is read again, since the partner is the master. In the older workflow nothing is sent:
 * the decision is about what we know now, the partner hears that there is one and fetches it (PROTOCOL 6.4.6).
 */
export const decided = (known: Imobility, verdict: Omit<Verdict, "at">, context: Context): ImobilityDecision => {
  const { older } = known.current;
  if (older) refuseUndecidable(known, verdict);
  const present = presentVerdict(known);
  if (older && present?.decision === verdict.decision && present.comment === verdict.comment) return nothing;
  const change = { ...about(known, context), kind: "imobility-decided" as const, decision: verdict.decision, taken: true };
  const told = older ? [{ ...about(known, context), kind: "imobility-changed" as const, what: "verdict" as const }] : [];
  return saved({ ...known, verdicts: [...known.verdicts, { ...verdict, at: context.now }] }, [change, ...told], context);
};

/** Actual dates of arrival and departure; absent ones are taken back. The partner hears of it. */
export const enterDates = (known: Imobility, { arrival, departure }: Stay, context: Context): ImobilityDecision => {
  const problems = dateProblems({ ...given({ arrival, departure }) }, known.current.proposal.content.receivingAcademicYear);
  if (problems.length > 0) throw refusals.wrongDates(problems);
  if (incomingStatus(known) !== "approved" && (arrival ?? departure) !== undefined) throw refusals.notApproved();
  if (known.stay.arrival === arrival && known.stay.departure === departure) return nothing;
  return saved({ ...known, stay: given({ arrival, departure }) }, [{ ...about(known, context), kind: "imobility-changed", what: "dates" }], context);
};

/** A year before and a year after the academic one are left for early arrivals, other calendars and extensions. */
const isAbout = (day: string, academicYear: string): boolean =>
  !isAcademicYear(academicYear) || (Number(day.slice(0, 4)) >= firstCalendarYear(academicYear) - 1 && Number(day.slice(0, 4)) <= firstCalendarYear(academicYear) + 2);

const dateProblems = ({ arrival, departure }: Stay, academicYear: string): readonly Problem[] => [
  ...Object.entries(given({ arrival, departure })).filter(([, day]) => !isDay(String(day))).map(([field]) => ({ field, problem: "is not a date", expected: "YYYY-MM-DD" })),
  ...Object.entries(given({ arrival, departure })).filter(([, day]) => isDay(String(day)) && !isAbout(String(day), academicYear)).map(([field]) => ({ field, problem: "is years away from the mobility", expected: `a day about ${academicYear}` })),
  ...(departure !== undefined && arrival === undefined ? [{ field: "arrival", problem: "is missing", expected: "the day of arrival, before that of departure" }] : []),
  ...(arrival !== undefined && departure !== undefined && departure < arrival ? [{ field: "departure", problem: "is before the arrival", expected: `${arrival} or later` }] : []),
];
