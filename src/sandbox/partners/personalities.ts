import type { Personality } from "./personality.js";
import { BEHAVIOUR } from "./personalities/behaviour.js";
import { DOCUMENTS } from "./personalities/documents.js";
import { MOBILITIES } from "./personalities/mobilities.js";
import { MESSAGES } from "./personalities/messages.js";
import { TRANSPORT } from "./personalities/transport.js";

/** Every scripted partner there is. To add one: an entry in one of the lists, a test, a row in docs/faulty-partners.md. */
export const PERSONALITIES: readonly Personality[] = [...TRANSPORT, ...MESSAGES, ...DOCUMENTS, ...BEHAVIOUR, ...MOBILITIES];

/** The partners with these names. Throws `RangeError` for one that there is not. */
export const personalitiesOf = (ids: readonly string[]): readonly Personality[] => [...new Set(ids)].map((id) => {
  const found = PERSONALITIES.find((one) => one.id === id);
  if (found) return found;
  throw new RangeError(`there is no faulty partner ${JSON.stringify(id)}; --with list shows them.`);
});

/** All partners for people, a line each. */
export const listing = (): readonly string[] => {
  const width = Math.max(...PERSONALITIES.map(({ id }) => id.length));
  return [
    "Faulty partners for --with, several separated by commas:",
    ...PERSONALITIES.map(({ id, fault }) => `  ${id.padEnd(width)}  ${fault}`),
  ];
};
