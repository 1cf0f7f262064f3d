import type { Personality } from "./personality.js";
import { BEHAVIOUR } from "./personalities/behaviour.js";
import { DOCUMENTS } from "./personalities/documents.js";
import { MESSAGES } from "./personalities/messages.js";
import { TRANSPORT } from "./personalities/transport.js";

/** Every scripted partner there is. To add one: an entry in one of the lists, a test, a row in docs/faulty-partners.md. */
export const PERSONALITIES: readonly Personality[] = [...TRANSPORT, ...MESSAGES, ...DOCUMENTS, ...BEHAVIOUR];

/** Partners whose faults are in APIs that this node does not speak yet. */
export const NOT_YET: readonly { readonly id: string; readonly fault: string; readonly needs: string }[] = [
  { id: "la-restart", fault: "Sends a learning agreement again from its first version after a change of provider.", needs: "Outgoing Mobility Learning Agreements" },
  { id: "la-double", fault: "Sends two identical approvals of a learning agreement within 50 milliseconds.", needs: "Outgoing Mobility Learning Agreements" },
  { id: "la-no-cnr", fault: "Accepts an update of a learning agreement and never tells of the change.", needs: "Outgoing Mobility Learning Agreements" },
  { id: "nom-silent", fault: "Changes a nomination without a new proposal id.", needs: "Outgoing Mobilities 3" },
];

/** The partners with these names. Throws `RangeError` for one that there is not. */
export const personalitiesOf = (ids: readonly string[]): readonly Personality[] => [...new Set(ids)].map((id) => {
  const found = PERSONALITIES.find((one) => one.id === id);
  if (found) return found;
  const later = NOT_YET.find((one) => one.id === id);
  throw new RangeError(later ? `${id} is not there yet: it needs the API ${later.needs}.` : `there is no faulty partner ${JSON.stringify(id)}; --with list shows them.`);
});

/** All partners for people, a line each. */
export const listing = (): readonly string[] => {
  const width = Math.max(...[...PERSONALITIES, ...NOT_YET].map(({ id }) => id.length));
  return [
    "Faulty partners for --with, several separated by commas:",
    ...PERSONALITIES.map(({ id, fault }) => `  ${id.padEnd(width)}  ${fault}`),
    "Not yet:",
    ...NOT_YET.map(({ id, fault, needs }) => `  ${id.padEnd(width)}  ${fault} (needs ${needs})`),
  ];
};
