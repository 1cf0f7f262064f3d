import type { Personality } from "../personality.js";

/** Faults of what a partner does with students. */
export const MOBILITIES: readonly Personality[] = [
  {
    id: "nom-silent", heiName: "Samename University", fault: "Changes a nomination without a new proposal id, once it is decided.",
    look: "Let it nominate and approve that; look at the faults of the nomination, and try to approve it again.",
    reactions: { "nomination-decided": ["change-nomination"] },
  },
  {
    id: "la-restart", heiName: "Migrated University", fault: "Sends a learning agreement again from its first version after a change of provider.",
    look: "Let it propose a learning agreement and approve that; then let it start again.",
  },
  {
    id: "la-double", heiName: "Doubleclick University", fault: "Sends two identical approvals of a learning agreement within 50 milliseconds.",
    look: "Send it a learning agreement; look at its rounds.",
    reactions: { "la-proposed": ["approve-la-twice"] },
  },
  {
    id: "la-no-cnr", heiName: "Discreet University", fault: "Accepts an update of a learning agreement and never tells of the change.",
    look: "Let it propose a learning agreement and approve that; look whether it holds.",
    reactions: { "la-answered": [] },
  },
];
