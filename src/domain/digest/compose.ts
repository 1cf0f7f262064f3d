import type { Deadline } from "../deadlines/model.js";
import { ACTION_SCOPES } from "../inbox/actions.js";
import { type InboxOrder, pageOfItems, summaryOf } from "../inbox/list.js";
import type { InboxItem } from "../inbox/model.js";
import type { Mail } from "./model.js";

export interface DigestFacts {
  /** Of the institution, for people. */
  readonly institution: string;
  /** All that the reader sees. */
  readonly items: readonly InboxItem[];
  readonly deadlines: readonly Deadline[];
  readonly nameOf: (partnerHeiId: string) => string;
  /** Address of the office's pages for this institution. */
  readonly office: string;
}

/** Lines about items and deadlines together. */
const MOST_LINES = 20;
const MOST_DEADLINES = 8;

/**
 * Subject and text; undefined when there is nothing to tell. Names no student: mail is read in many places. Labels are left out, since
 * those of students' records are names.
 */
export const composeDigest = ({ institution, items, deadlines, nameOf, office }: DigestFacts): Pick<Mail, "subject" | "text"> | undefined => {
  const mine = items.filter(canAct);
  const { groups, identical } = summaryOf(mine, "");
  const ours = mine.filter(({ turn }) => turn !== "partner");
  if (ours.length === 0 && deadlines.length === 0) return undefined;
  const dates = deadlines.slice(0, MOST_DEADLINES).map((deadline) => `- ${deadline.on}: ${deadline.sentence}${deadline.partnerHeiId === undefined ? "" : ` ${nameOf(deadline.partnerHeiId)}`}`);
  const shown = pageOfItems(ours, DUE_FIRST, { limit: MOST_LINES - dates.length }).items;
  const lines = shown.map(({ partnerHeiId, due, sentence }) => `- ${nameOf(partnerHeiId)}${due ? ` (by ${due.on})` : ""}: ${sentence}`);
  const more = ours.length - shown.length;
  return {
    subject: `${institution}: ${ours.length === 1 ? "1 needs you" : `${ours.length} need you`}`,
    text: [
      `New: ${groups.new}. Changed: ${groups.changed}. Waiting for you: ${groups["waiting-for-us"]}. Stuck: ${groups.stuck}. Waiting for partners: ${groups["waiting-for-them"]}.`,
      ...(identical > 0 ? [`${identical} copies say what yours say and can be approved together.`] : []),
      ...(lines.length > 0 ? ["", "What needs you:", ...lines, ...(more > 0 ? [`and ${more} more.`] : [])] : []),
      ...(dates.length > 0 ? ["", "Days of the next two weeks:", ...dates] : []),
      "", `Open the office: ${office}`, "",
      "You get this mail since you asked for it. To end it, unsubscribe in your mail program or in your account in the office.",
    ].join("\n"),
  };
};

const DUE_FIRST: InboxOrder = "due";

/** The reader may do something about it, and not only look. */
const canAct = ({ actions }: InboxItem): boolean => actions.some((action) => !ACTION_SCOPES[action].endsWith(":read"));
