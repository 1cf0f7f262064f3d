import { parseArgs } from "node:util";

/** An option of a command; `value` names what follows it in the help, and is absent for flags. */
export interface Option {
  readonly about: string;
  readonly value?: string;
  readonly many?: true;
}

/** A command. Its file exports one of these; command-list.ts lists it. */
export interface Command {
  /** What follows `passerelle` on the command line, e.g. `catalogue status|refresh`. */
  readonly usage: string;
  readonly about: string;
  readonly options: Readonly<Record<string, Option>>;
  /** How many words it takes at most besides options; none when absent. */
  readonly words?: number;
  /** Gives the exit status; 0 when it gives none. Throws `UsageError` for what was typed wrongly. */
  run(args: Args): Promise<number | void>;
}

/** What was typed after the command. */
export interface Args {
  readonly words: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

/** The command was typed wrongly; exit status 2. */
export class UsageError extends Error {}

/** Reads what follows a command. Throws `UsageError` for options and words that it does not have. */
export const readArgs = (command: Command, typed: readonly string[]): Args => {
  const { values, positionals } = parsed(command, typed);
  const superfluous = positionals[command.words ?? 0];
  if (superfluous !== undefined) throw new UsageError(`${JSON.stringify(superfluous)} is one word too many.`);
  const of = (name: string): readonly string[] => [values[name] ?? []].flat().filter((value) => typeof value === "string");
  return { words: positionals, text: (name) => of(name).at(-1), texts: of, flag: (name) => values[name] === true };
};

const parsed = ({ options }: Command, typed: readonly string[]): ReturnType<typeof parseArgs> => {
  const known = Object.entries(options).map(([name, { value, many }]) => [name, { type: value === undefined ? "boolean" as const : "string" as const, multiple: many ?? false }]);
  try {
    return parseArgs({ args: [...typed], options: Object.fromEntries(known) as NonNullable<Parameters<typeof parseArgs>[0]>["options"] & object, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace(/\. To specify.*$/s, ".") : String(error));
  }
};

/** A whole number from an option, within bounds. Throws `UsageError`. */
export const wholeNumber = (args: Args, name: string, [fallback, from, to]: readonly [fallback: number, from: number, to: number]): number => {
  const typed = args.text(name);
  if (typed === undefined) return fallback;
  const value = /^\d{1,9}$/.test(typed) ? Number(typed) : NaN;
  if (!(value >= from && value <= to)) throw new UsageError(`--${name}: expected a whole number from ${from} to ${to}, got ${JSON.stringify(typed)}.`);
  return value;
};

/** The one of `choices` that the first word names. Throws `UsageError`. */
export const chosen = <const T extends string>(args: Args, choices: readonly T[]): T => {
  const word = args.words[0];
  const found = choices.find((choice) => choice === word);
  if (found === undefined) throw new UsageError(`expected ${choices.join(", ")}${word === undefined ? "" : `, got ${JSON.stringify(word)}`}.`);
  return found;
};

export const print = (...lines: readonly string[]): void => {
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
};
