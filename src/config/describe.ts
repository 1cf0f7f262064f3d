import { type Sections, variableOf } from "./setting.js";
import { type Config, NODE_SETTINGS } from "./settings.js";

/** The configuration in force, a line per setting, secrets hidden. */
export const describeConfig = (config: Config): readonly string[] =>
  Object.entries<Sections[string]>(NODE_SETTINGS).flatMap(([section, { settings }]) => {
    const values = config[section as keyof Config] as Readonly<Record<string, unknown>>;
    return Object.entries(settings).map(([field, setting]) => `${variableOf(setting)} = ${shown(values[field], setting.secret)}`);
  });

const shown = (value: unknown, secret: boolean): string => {
  if (value === undefined) return "(not set)";
  if (!secret) return String(value);
  // The embedded database's address holds no secret, and where the data is matters.
  return typeof value === "string" && value.startsWith("pglite:") ? value : "(set, not shown)";
};
