import { badRequest } from "../../../../kernel/errors.js";
import { refusal } from "../../../../xml/refusal.js";
import type { Api, Endpoint } from "../../define.js";
import type { Param } from "../../params.js";

/**
 * The values of an endpoint's parameters (PROTOCOL 4.2): single ones once, repeatable ones within the published limit before duplicates
 * are removed, each of its type; unknown parameters are ignored. Refuses with 400 that tells several problems at once.
 */
export const readParams = ({ params, exactlyOneOf }: Endpoint, limits: Api["limits"], given: URLSearchParams): Readonly<Record<string, unknown>> => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, param] of Object.entries(params)) {
    const texts = given.getAll(param.name);
    const wrongCount = countProblem(param, texts.length, limits);
    if (wrongCount !== undefined) {
      problems.push(wrongCount);
      continue;
    }
    const read = texts.map((text) => valueOf(param, text, problems));
    if (param.occurs === "repeatable") values[key] = read;
    else if (read.length > 0) values[key] = read[0];
  }
  if (exactlyOneOf) problems.push(...choiceProblems(exactlyOneOf.flatMap((key) => params[key]?.name ?? []), given));
  if (problems.length > 0) throw badRequest(told(problems));
  return values;
};

/** A parameter may be repeated thousands of times, and each may be wrong. */
const MOST_PROBLEMS = 10;

const told = (problems: readonly string[]): string => {
  const more = problems.length - MOST_PROBLEMS;
  return [...problems.slice(0, MOST_PROBLEMS), ...(more > 0 ? [`Further problems: ${more}.`] : [])].join(" ");
};

/** What decoding leaves where the bytes were no UTF-8. */
const NOT_UTF8 = "\uFFFD";

const countProblem = ({ name, occurs, min, limit }: Param, count: number, limits: Api["limits"]): string | undefined => {
  if (count === 0 && min > 0) return `The parameter ${name} is missing.`;
  if (occurs !== "repeatable") return count > 1 ? `The parameter ${name} is given ${count} times; expected at most once.` : undefined;
  if (count < min) return `The parameter ${name} is given ${count} times; expected at least ${min}.`;
  const most = limit === undefined ? Infinity : limits[limit] ?? Infinity;
  return count > most ? `The parameter ${name} is given ${count} times; at most ${most} are allowed at once (${limit}).` : undefined;
};

const valueOf = ({ name, type }: Param, text: string, problems: string[]): unknown => {
  if (text.includes(NOT_UTF8)) {
    problems.push(`The parameter ${name} is not UTF-8.`);
    return undefined;
  }
  const value = type.read(text);
  if (value === undefined) problems.push(`The parameter ${name} is wrong: ${refusal(type, text)}.`);
  return value;
};

const choiceProblems = (names: readonly string[], given: URLSearchParams): string[] => {
  const present = names.filter((name) => given.has(name));
  if (present.length === 1) return [];
  return [`Exactly one of the parameters ${names.join(", ")} is expected; ${present.length === 0 ? "none is given" : `given are ${present.join(", ")}`}.`];
};
