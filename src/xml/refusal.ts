/** The wording of problems, the same when reading and when writing. */
import type { Path, Problems } from "./errors.js";
import type { Field, Fields, Scalar } from "./schema.js";

const SHOWN = 80;

/** `expected an https URL, got "ftp://x"`; values that may be personal are only measured. */
export const refusal = (type: Scalar<unknown>, got: unknown): string => {
  const text = typeof got === "string" ? got : String(got);
  if (type.personal) return `expected ${type.expected}, got ${text.length} characters that are none`;
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
  return `expected ${type.expected}, got ${typeof got === "string" ? JSON.stringify(shown) : shown}`;
};

/** Reports a wrong number of occurrences of a field. */
export const checkCount = (field: Field, count: number, path: Path, problems: Problems): void => {
  if (count >= field.min && count <= field.max) return;
  if (count === 0 && field.min === 1) problems.add(path, "missing");
  else problems.add(path, `expected ${wanted(field)}, got ${count}`);
};

/** Reports elements of which not exactly one is there. */
export const checkChoice = (choice: readonly string[], fields: Fields, isPresent: (key: string) => boolean, { path, problems }: { readonly path: Path; readonly problems: Problems }): void => {
  const nameOf = (key: string): string => fields[key]?.name ?? key;
  const present = choice.filter(isPresent);
  if (present.length !== 1) problems.add(path, `expected exactly one of ${choice.map(nameOf).join(", ")}, got ${present.length === 0 ? "none" : present.map(nameOf).join(" and ")}`);
};

const wanted = ({ min, max }: Field): string => {
  if (min === max) return `${min}`;
  if (max === Infinity) return `at least ${min}`;
  return min === 0 ? `at most ${max}` : `${min} to ${max}`;
};
