/** Questions about what the copies say and who has approved which version (PROTOCOL 6.3). */
import type { Difference } from "../comparison/result.js";
import { problemsInWords } from "../../problem.js";
import { termProblems } from "../validation/terms.js";
import * as standing from "../standing.js";
import { day } from "./reach.js";
import { notYet, ok, problem, waiting, type Question } from "./subject.js";

const MOST_NAMED = 5;

export const approvable: Question = {
  code: "partner-copy-approvable", title: "The partner's copy can be approved",
  answer: ({ pair: { theirs } }) => {
    if (!theirs) return notYet("There is no linked copy yet.");
    const problems = termProblems(theirs.current.copy);
    if (problems.length > 0) return problem("partner", `The partner has to correct its copy before you can approve it: ${problemsInWords(problems)}`, "contact-partner");
    if (!theirs.current.validForApproval) return problem("partner", "The partner's copy holds terms that cannot be shown here. The partner must remove them before it can be approved.", "contact-partner");
    return ok("Nothing in it stands against approval.");
  },
};

export const copiesAgree: Question = {
  code: "copies-agree", title: "Both copies say the same",
  answer: ({ comparison: { verdict, differences } }) => {
    if (verdict === undefined) return notYet("There are no two copies to compare yet.");
    const named = namedDifferences(differences);
    if (verdict === "differs") return problem("both", `The copies differ in: ${named}. Settle this with the partner and edit one of the copies.`, "compare");
    if (verdict === "cosmetic") return ok(`The copies mean the same; only the spelling differs in: ${named}.`);
    return ok(verdict === "order-only" ? "The copies say the same in another order." : "The copies say the same.");
  },
};

export const termination: Question = {
  code: "ended-by-both", title: "Both sides end the agreement, or none",
  answer: ({ pair: { agreement, theirs } }) => {
    const [ours, partners] = [agreement.mine.copy.terminatedAsAWhole, theirs?.current.copy.terminatedAsAWhole ?? false];
    if (ours === partners) return ours ? ok("Both copies are marked as ended.") : notYet("Nobody has ended this agreement.");
    return ours ? waiting("partner", "You have ended your copy; the partner has not ended its own.", "contact-partner")
      : waiting("us", "The partner has ended its copy. If no mobility took place, end yours too; otherwise ask the partner to take it back.", "terminate");
  },
};

export const ourApproval: Question = {
  code: "approved-by-us", title: "You approved the partner's present copy",
  answer: ({ pair, comparison }) => {
    const { agreement, theirs } = pair;
    if (!theirs || !standing.boundBothWays(pair)) return notYet("Approval can start once both copies name each other.");
    if (standing.approvedByUs(pair)) return ok(`Approved on ${day(agreement.approvalByUs?.at ?? theirs.confirmedAt)}.`);
    const differs = comparison.verdict === "differs";
    if (agreement.approvalByUs) return waiting("us", `You approved an earlier version on ${day(agreement.approvalByUs.at)}; the partner has changed its copy since. Look at the change, then approve it or ask the partner to take it back.`, differs ? "compare" : "approve");
    return waiting("us", differs ? "Settle the differences between the copies, then approve the partner's." : "You have not approved the partner's copy. Approve it.", differs ? "compare" : "approve");
  },
};

export const partnerApproval: Question = {
  code: "approved-by-partner", title: "The partner approved your present copy",
  answer: ({ pair }) => {
    const { approvalByPartner, mine, inForce } = pair.agreement;
    if (!pair.theirs || !standing.boundBothWays(pair)) return notYet("Approval can start once both copies name each other.");
    if (standing.approvedByPartner(pair)) return ok(`The partner approved it; known since ${day(approvalByPartner?.at ?? mine.at)}.`);
    if (!approvalByPartner) return waiting("partner", "The partner has not approved your copy.", "contact-partner");
    if (inForce && inForce.mine.hash === approvalByPartner.hash) return waiting("partner", "The partner's approval is of the agreed version, before you changed your copy. It has to approve the change, or you return to the agreed version.", "revert");
    if (inForce && inForce.mine.hash === mine.hash) return waiting("partner", "The partner had already approved your newer version when you returned to the agreed one. It has to approve the agreed version again, or withdraw that approval.", "contact-partner");
    return problem("partner", "The partner's approval is of an earlier version of your copy. It has to look at the present version and approve again.", "contact-partner");
  },
};

const namedDifferences = (differences: readonly Difference[]): string => {
  const labels = [...new Set(differences.filter(({ between, nature }) => between === "sides" && (nature === "substantive" || nature === "cosmetic")).map(({ label }) => label.toLowerCase()))];
  const more = labels.length - MOST_NAMED;
  return labels.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
};
