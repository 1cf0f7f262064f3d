import type { Personality } from "../personality.js";

/** Faults of when and what a partner does. */
export const BEHAVIOUR: readonly Personality[] = [
  {
    id: "early-approver", heiName: "Hasty University", fault: "Approves our copy before the two are linked, and changes its own after our approval without telling.",
    look: "Send it an agreement, approve its copy, and look again.",
    reactions: { proposed: ["approve", "adopt"], approved: ["change-silently"] },
  },
  {
    id: "deleter", heiName: "Vanishing Acts University", fault: "Deletes agreements that are in force, and uses their ids again.",
    look: "Send it an agreement and approve its copy; then let it use the id again.",
    reactions: { approved: ["delete"] },
  },
  {
    id: "vanish", heiName: "Nowhere University", fault: "Its host leaves the catalogue for a while, and comes back with other keys.",
    look: "Let it vanish, change an agreement with it, and let it come back.",
  },
];
