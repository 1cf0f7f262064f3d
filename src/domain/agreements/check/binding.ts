/** Questions about the partner's copy and how the two are linked (PROTOCOL 6.1). */
import * as standing from "../standing.js";
import { day } from "./reach.js";
import { notYet, ok, problem, waiting, type Question } from "./subject.js";

const STALE_AFTER_DAYS = 7;
const DAY_MS = 86_400_000;

export const received: Question = {
  code: "partner-copy-linked", title: "The partner's copy is linked",
  answer: ({ pair: { agreement, theirs }, alsoNaming }) => {
    if (theirs?.goneAt) return problem("partner", `The partner has not shown its copy since ${day(theirs.goneAt)}. An agreement that both sides approved cannot be deleted, so this is a fault or a move of its system.`, "contact-partner");
    if (theirs) return ok("Your copy names the partner's.");
    if (alsoNaming.length > 0) return waiting("us", "The partner has linked a copy of its own with this agreement. Link it here too.", "link");
    return standing.isShared(agreement) ? waiting("partner", "The partner has not linked a copy of its own yet. If you see a copy of the partner that fits, link the two yourself.", "link")
      : waiting("us", "Send this agreement, or link it with a copy of the partner.", "link");
  },
};

export const boundBothWays: Question = {
  code: "bound-both-ways", title: "Both copies name each other",
  answer: ({ pair }) => {
    const { theirs } = pair;
    if (!theirs) return notYet("There is no linked copy yet.");
    if (standing.namesUs(pair)) return ok("Each copy carries the other's id.");
    if (standing.idUsedAgain(pair)) return problem("partner", "The partner shows another agreement under the id of the one that was agreed. Ids must never be used again: the partner has to show the agreed one.", "contact-partner");
    const named = standing.namedBy(theirs);
    if (named !== undefined) return problem("partner", "The partner's copy names another agreement than yours. The partner has to correct its link, or you unlink yours.", "contact-partner");
    return pair.agreement.inForce
      ? problem("partner", "The partner's copy does not name yours any more. The partner has to link it again.", "contact-partner")
      : waiting("partner", "The partner's copy does not name yours yet. No side can approve before it does.", "contact-partner");
  },
};

export const singleMapping: Question = {
  code: "single-mapping", title: "Only one copy of the partner names yours",
  answer: ({ pair, alsoNaming }) => {
    const others = alsoNaming.filter((id) => id !== pair.theirs?.iiaId).length - (pair.theirs ? 0 : 1);
    if (others <= 0) return ok("No other copy of the partner claims this agreement.");
    return problem("partner", `${others} more ${others === 1 ? "copy" : "copies"} of the partner name${others === 1 ? "s" : ""} this agreement. One agreement must have one copy on each side; ask the partner which is right.`, "contact-partner");
  },
};

export const fresh: Question = {
  code: "partner-copy-fresh", title: "The partner's copy was read lately",
  answer: ({ pair: { theirs }, now }) => {
    if (!theirs || theirs.goneAt) return notYet("There is no copy of the partner to read.");
    const days = Math.floor((now.getTime() - theirs.confirmedAt.getTime()) / DAY_MS);
    return days <= STALE_AFTER_DAYS ? ok(`Last read on ${day(theirs.confirmedAt)}.`)
      : problem("us", `Last read ${days} days ago, on ${day(theirs.confirmedAt)}. Read it again before you decide anything.`, "refresh");
  },
};

export const hashRight: Question = {
  code: "partner-hash-right", title: "The partner's checksum is right",
  answer: ({ pair: { theirs } }) => {
    if (!theirs) return notYet("There is no linked copy yet.");
    return theirs.current.declaredHash === theirs.current.hash ? ok("The checksum that the partner sends is that of its copy.")
      : problem("partner", "The partner's system sends a checksum that does not belong to its copy. Its technicians must correct this before you can approve.", "contact-technicians");
  },
};
