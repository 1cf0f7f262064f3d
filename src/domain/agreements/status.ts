import type { AgreementPair } from "./model.js";
import * as standing from "./standing.js";

/** Where an agreement stands, in the order of its life. A partner's copy that waits to be linked is `received`. */
export type AgreementStatus =
  | "draft" | "sent" | "received" | "half-bound" | "bound" | "approved-by-us" | "approved-by-partner"
  | "in-force" | "modified" | "terminated" | "partner-gone" | "deleted";

/** Who has to act next. */
export type Turn = "us" | "partner" | "both" | "nobody";

interface Row {
  readonly status: Exclude<AgreementStatus, "received">;
  readonly when: (pair: AgreementPair) => boolean;
}

/** The first row that holds is the status; the last always does. */
const ROWS: readonly Row[] = [
  { status: "deleted", when: ({ agreement }) => agreement.stage === "deleted" },
  { status: "draft", when: ({ agreement }) => agreement.stage === "draft" },
  { status: "partner-gone", when: ({ theirs }) => theirs?.goneAt !== undefined },
  { status: "sent", when: ({ agreement }) => agreement.partnerIiaId === undefined },
  { status: "terminated", when: standing.terminatedByBoth },
  { status: "in-force", when: standing.inForceNow },
  { status: "modified", when: ({ agreement }) => agreement.inForce !== undefined },
  { status: "half-bound", when: (pair) => !standing.boundBothWays(pair) },
  { status: "approved-by-us", when: standing.approvedByUs },
  { status: "approved-by-partner", when: standing.approvedByPartner },
  { status: "bound", when: () => true },
];

/** The status of an agreement of ours (PROTOCOL 6.3 "State per copy pair"). */
export const statusOf = (pair: AgreementPair): AgreementStatus => ROWS.find(({ when }) => when(pair))?.status ?? "bound";

/** Names each sentence below, for whoever says it in another language. Stable. */
export type AgreementStep =
  | "draft" | "sent" | "received" | "partner-to-link" | "partner-to-approve" | "us-to-approve" | "both-to-approve" | "in-force" | "id-used-again" | "partner-unlinked"
  | "partner-to-end" | "us-to-end" | "changed-by-us" | "changed-by-partner" | "changed-by-both" | "terminated" | "partner-gone" | "deleted";

/** Whose turn it is, with a sentence that says what to do and its name. Sentences name no persons. */
export const turnOf = (pair: AgreementPair): { readonly turn: Turn; readonly step: AgreementStep; readonly sentence: string } => TURNS[statusOf(pair)](pair);

type Answer = ReturnType<typeof turnOf>;
const us = (step: AgreementStep, sentence: string): Answer => ({ turn: "us", step, sentence });
const partner = (step: AgreementStep, sentence: string): Answer => ({ turn: "partner", step, sentence });
const both = (step: AgreementStep, sentence: string): Answer => ({ turn: "both", step, sentence });
const nobody = (step: AgreementStep, sentence: string): Answer => ({ turn: "nobody", step, sentence });

/** Turns of the pair while neither or one side has approved. */
const duringApproval = (pair: AgreementPair): Answer => {
  if (standing.approvedByUs(pair)) return partner("partner-to-approve", "You have approved the partner's copy. The partner has yet to approve yours.");
  if (standing.approvedByPartner(pair)) return us("us-to-approve", "The partner has approved your copy. Compare the two copies, then approve the partner's.");
  return both("both-to-approve", "Both copies are linked. Compare them, settle what differs, then approve the partner's copy; the partner does the same with yours.");
};

const duringChange = (pair: AgreementPair): Answer => {
  const { agreement, theirs } = pair;
  if (standing.idUsedAgain(pair)) return partner("id-used-again", "The partner shows another agreement under the id of the one that was agreed. What was agreed stays recorded; ask the partner to show that one again.");
  if (!standing.namesUs(pair)) return partner("partner-unlinked", "The partner's copy no longer names yours. What was agreed stays recorded; ask the partner to link its copy again.");
  const oursEnds = agreement.mine.copy.terminatedAsAWhole;
  const theirsEnds = theirs?.current.copy.terminatedAsAWhole ?? false;
  if (oursEnds !== theirsEnds) return oursEnds ? partner("partner-to-end", "You have ended your copy. The partner has yet to end its own, or to object.") : us("us-to-end", "The partner wants to end this agreement. If no mobility took place, end your copy too; otherwise contact the partner.");
  // A change of one side leaves the approval of the other copy as it was: that one is no news.
  const [ours, partners] = [standing.changedByUs(agreement), standing.changedByPartner(pair)];
  if (ours && !partners && !standing.approvedByPartner(pair)) return partner("changed-by-us", "You changed your copy after it was agreed. The partner has yet to accept the change, or you return to the agreed version.");
  if (partners && !ours && !standing.approvedByUs(pair)) return us("changed-by-partner", "The partner changed its copy after it was agreed. Accept the change in your copy and approve, or ask the partner to return to the agreed version.");
  if (standing.approvedByUs(pair) !== standing.approvedByPartner(pair)) return duringApproval(pair);
  return both("changed-by-both", "Both copies changed after they were agreed. Compare them, settle what differs, and approve each other's copy again.");
};

const TURNS: Readonly<Record<AgreementStatus, (pair: AgreementPair) => Answer>> = {
  "draft": () => us("draft", "This is your draft. Send it when it is complete."),
  "sent": () => partner("sent", "You have sent this agreement. The partner has yet to link it with a copy of its own."),
  "received": () => us("received", "The partner has sent this copy. Link it with an agreement of yours, or make your copy from it."),
  "half-bound": () => partner("partner-to-link", "Your copy names the partner's, but the partner's does not name yours yet. The partner has to link the two."),
  "bound": duringApproval,
  "approved-by-us": duringApproval,
  "approved-by-partner": duringApproval,
  "in-force": () => nobody("in-force", "Both sides have approved. This agreement is in force."),
  "modified": duringChange,
  "terminated": () => nobody("terminated", "Both sides have ended this agreement."),
  "partner-gone": () => partner("partner-gone", "The partner no longer shows its copy. What was agreed stays recorded here; ask the partner what happened."),
  "deleted": () => nobody("deleted", "This agreement was deleted."),
};
