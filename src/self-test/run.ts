import type { Rule, Verdict } from "./rule.js";
import { ANSWER_RULES } from "./rules/answers.js";
import { AUTHENTICATION_RULES } from "./rules/authentication.js";
import { MANIFEST_RULES } from "./rules/manifest.js";
import { PARAMETER_RULES } from "./rules/parameters.js";
import { onlyIf } from "./rule.js";
import { entryNamed, type Subject } from "./subject.js";

const hasEcho = (subject: Subject): boolean => entryNamed(subject, "echo", 2) !== undefined;
const withEcho = (rules: readonly Rule[]): Rule[] => rules.map((one) => onlyIf(hasEcho, "the node has no echo 2, which every node has to have", one));

/** Everything that a node is held to, in the order in which it is told. */
export const RULES: readonly Rule[] = [...MANIFEST_RULES, ...withEcho(AUTHENTICATION_RULES), ...withEcho(ANSWER_RULES), ...PARAMETER_RULES];

/** One rule and how the node did. */
export interface Tested extends Pick<Rule, "id" | "says" | "spec"> {
  readonly verdict: Verdict;
}

export interface Report {
  readonly manifestUrl: string;
  readonly heiId: string;
  readonly provider: string;
  readonly at: Date;
  readonly tested: readonly Tested[];
}

/** Holds a node to the rules, one after the other; `told` hears of each. A rule that could not be tried has failed. */
export const testNode = async (subject: Subject, told: (tested: Tested) => void, rules: readonly Rule[] = RULES): Promise<Report> => {
  const at = subject.clock.now();
  const tested: Tested[] = [];
  for (const { id, says, spec, check } of rules) {
    const verdict = await check(subject).catch((error: unknown): Verdict => ({ result: "fail", found: `no answer that could be used: ${error instanceof Error ? error.message : String(error)}` }));
    const one = { id, says, spec, verdict };
    tested.push(one);
    told(one);
  }
  return { manifestUrl: subject.manifestUrl, heiId: subject.heiId, provider: subject.host.adminProvider, at, tested };
};

export const countOf = ({ tested }: Report, result: Verdict["result"]): number => tested.filter(({ verdict }) => verdict.result === result).length;
