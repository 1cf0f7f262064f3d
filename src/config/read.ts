import { type Sections, type Setting, type ValuesOf, variableOf } from "./setting.js";

/** Where values come from. `readFile` throws when there is no such file. */
export interface Source {
  readonly env: Readonly<Record<string, string | undefined>>;
  readFile(path: string): string;
}

/** Everything that is wrong with the configuration, at once. Holds no secrets. */
export class ConfigInvalid extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigInvalid";
  }
}

export interface Read<S extends Sections> {
  /** Frozen. A setting with a problem is `undefined` here, whatever its type says: look at `problems` first. */
  readonly values: ValuesOf<S>;
  readonly problems: readonly string[];
}

/** The typed values of all settings, and everything that is wrong with them. An empty variable counts as absent. */
export const readSettings = <S extends Sections>(sections: S, source: Source): Read<S> => {
  const problems: string[] = [];
  const values = Object.entries(sections).map(([key, { settings }]) => {
    const entries = Object.entries(settings).map(([field, setting]) => [field, valueOf(setting, source, sections, problems)] as const);
    return [key, Object.freeze(Object.fromEntries(entries))] as const;
  });
  return { values: Object.freeze(Object.fromEntries(values)) as ValuesOf<S>, problems };
};

const valueOf = (setting: Setting<unknown>, source: Source, sections: Sections, problems: string[]): unknown => {
  const given = textOf(setting, source, problems);
  if (given === undefined) {
    if (setting.need === "required") problems.push(`${variableOf(setting)} is not set: expected ${setting.parser.expected}.`);
    return setting.fallback === undefined ? undefined : setting.parser.read(filled(setting.fallback, source, sections));
  }
  const value = setting.parser.read(given);
  if (value === undefined) problems.push(`${variableOf(setting)}: expected ${setting.parser.expected}, got ${setting.secret ? `${given.length} characters that are not shown here` : JSON.stringify(given.slice(0, 120))}.`);
  return value;
};

/** The variable itself, or the content of the file that `<variable>_FILE` names; the latter for secrets only. */
const textOf = (setting: Setting<unknown>, { env, readFile }: Source, problems: string[]): string | undefined => {
  const variable = variableOf(setting);
  const direct = env[variable]?.trim() || undefined;
  const file = setting.secret ? env[`${variable}_FILE`]?.trim() || undefined : undefined;
  if (file === undefined) return direct;
  if (direct !== undefined) {
    problems.push(`${variable} and ${variable}_FILE are both set: expected one of them.`);
    return undefined;
  }
  try {
    return readFile(file).trim() || undefined;
  } catch {
    problems.push(`${variable}_FILE: cannot read ${JSON.stringify(file)}.`);
    return undefined;
  }
};

/** A default with `{NAME}` replaced by what that setting says. */
const filled = (fallback: string, source: Source, sections: Sections): string =>
  fallback.replace(/\{([A-Z_]+)\}/g, (_, name: string) => {
    const other = Object.values(sections).flatMap(({ settings }) => Object.values(settings)).find((setting) => setting.name === name);
    return (other && (textOf(other, source, []) ?? other.fallback)) ?? "";
  });
