import type { AgreementCopy, HashedCopy } from "../model.js";
import type { HashCopy } from "../ports.js";
import { named } from "./named.js";
import { versionDifferences } from "./pair.js";
import type { Difference, HashChange, Nature } from "./result.js";
import { explain, VERSIONS } from "./words.js";

const LONGEST_TOKEN = 200;

/**
 * Explains the hash of `after` against that of `before`, two versions of one copy. The hashes decide: when they differ, at
 * least one hashed difference is listed; when they agree, none is (PEERS 4.1 item 1).
 */
export const hashChange = (before: HashedCopy, after: HashedCopy, column: "mine" | "theirs", hashCopy: HashCopy): HashChange => {
  const found = versionDifferences(before.copy, after.copy);
  const changed = before.hash !== after.hash;
  const differences = found.map((difference): Difference => ({
    ...named(difference, { inForce: before.copy, [column]: after.copy }, column),
    // Two texts that hash alike are alike, however they were cut into fields.
    nature: changed ? difference.nature : "not-hashed", between: "versions", explanation: explain(difference, VERSIONS),
  }));
  const firstDifference = changed ? firstDifferenceOf(textOf(before.copy, hashCopy), textOf(after.copy, hashCopy)) : undefined;
  const explained = !changed || differences.some(({ nature }) => nature !== "not-hashed");
  const all = explained ? differences : [...differences, unread(firstDifference)];
  return { before: before.hash, after: after.hash, changed, verdict: changed ? verdictOf(all) : "unchanged", differences: all, ...(firstDifference && { firstDifference }) };
};

/** Partners serve copies that we would never write; those have no text here. */
const textOf = (copy: AgreementCopy, hashCopy: HashCopy): string => {
  try {
    return hashCopy(copy).text;
  } catch {
    return "";
  }
};

/** The partner's document holds something that is hashed and that no field here stands for. */
const unread = (first: HashChange["firstDifference"]): Difference => ({
  field: "document", label: "Document", nature: "substantive", between: "versions",
  explanation: first
    ? `The hashed texts part at "${first.before}" and "${first.after}".`
    : "The two documents are spelt differently in a place that carries no meaning here, such as a number with leading zeros. Compare the two stored documents.",
});

const RANK: readonly Nature[] = ["substantive", "cosmetic", "order-only", "binding"];
const VERDICTS: Readonly<Record<string, HashChange["verdict"]>> = { "substantive": "differs", "cosmetic": "cosmetic", "order-only": "order-only", "binding": "binding" };
const verdictOf = (differences: readonly Difference[]): HashChange["verdict"] =>
  VERDICTS[RANK.find((nature) => differences.some((difference) => difference.nature === nature)) ?? ""] ?? "unchanged";

/** The first tokens of two hashed texts that differ; tokens are separated by two underscores (PROTOCOL 6.2). */
export const firstDifferenceOf = (before: string, after: string): HashChange["firstDifference"] => {
  if (before === after || before === "" || after === "") return undefined;
  let at = 0;
  while (at < before.length && before[at] === after[at]) at += 1;
  const start = before.lastIndexOf("__", Math.max(at - 1, 0));
  const from = start < 0 ? 0 : start + 1;
  const token = (text: string): string => {
    const end = text.indexOf("__", at);
    return text.slice(from, Math.min(end < 0 ? text.length : end + 1, from + LONGEST_TOKEN));
  };
  return { before: token(before), after: token(after) };
};

