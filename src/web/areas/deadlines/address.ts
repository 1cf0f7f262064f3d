import type { Deadline } from "./questions.js";

/** Where the pages of a resource of the API are, below the institution. */
const PAGES_OF: Readonly<Record<string, readonly string[]>> = {
  "agreements": ["agreements"],
  "incoming": ["agreements", "incoming"],
  "outgoing-nominations": ["nominations", "outgoing"],
  "incoming-nominations": ["nominations", "incoming"],
  "outgoing-learning-agreements": ["learning-agreements", "outgoing"],
  "incoming-learning-agreements": ["learning-agreements", "incoming"],
  "outgoing-transcripts": ["transcripts", "outgoing"],
  "incoming-transcripts": ["transcripts", "incoming"],
};

/** Where the record of a deadline can be looked at; undefined where it is about no record, or about one without pages. */
export const recordOf = ({ address = "" }: Pick<Deadline, "address">, hei: (...parts: readonly string[]) => string): string | undefined => {
  const [resource = "", ...ids] = address.split("/").map(decodeURIComponent);
  const pages = PAGES_OF[resource];
  return pages && hei(...pages, ...ids);
};
