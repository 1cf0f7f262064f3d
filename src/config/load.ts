import { readFileSync } from "node:fs";
import { conflictsIn, unknownVariables, warningsOf } from "./check.js";
import { ConfigInvalid, readSettings, type Source } from "./read.js";
import { CLIENT_SETTINGS, type ClientConfig, type Config, NODE_SETTINGS } from "./settings.js";

export interface Loaded {
  readonly config: Config;
  /** Sentences for the operator; the node starts nevertheless. */
  readonly warnings: readonly string[];
}

/** The environment of this process: the only place that reads it. */
const processSource = (): Source => ({ env: process.env, readFile: (file) => readFileSync(file, "utf8") });

/** The node's configuration. Throws `ConfigInvalid` with all problems at once. */
export const loadConfig = (source: Source = processSource()): Loaded => {
  const { values: config, problems } = readSettings(NODE_SETTINGS, source);
  refuse([...problems, ...conflictsIn(config)]);
  const unknown = unknownVariables(source.env).map((name) => `${name} is no setting of this version and is ignored; \`passerelle config example\` lists all.`);
  return { config, warnings: [...unknown, ...warningsOf(config)] };
};

/** How commands reach a running node. Throws `ConfigInvalid`. */
export const loadClientConfig = (source: Source = processSource()): ClientConfig => {
  const { values, problems } = readSettings(CLIENT_SETTINGS, source);
  refuse(problems);
  const { extraCa, commandCert } = values.client;
  refuse(unreadable(source, { PASSERELLE_EXTRA_CA: extraCa, PASSERELLE_COMMAND_CERT: commandCert }));
  return values.client;
};

/** A sentence for each file that cannot be read, by the setting that names it. */
const unreadable = (source: Source, files: Readonly<Record<string, string | undefined>>): readonly string[] =>
  Object.entries(files).flatMap(([setting, file]) => {
    if (file === undefined) return [];
    try {
      source.readFile(file);
      return [];
    } catch {
      return [`${setting}: the file ${file} cannot be read.`];
    }
  });

const refuse = (problems: readonly string[]): void => {
  if (problems.length > 0) throw new ConfigInvalid(problems);
};

/** The environment that processes started from here inherit: without our own settings, which they get explicitly. */
export const inheritedEnvironment = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("PASSERELLE_")));

/** Whether this process is what `npm start` or `npm run demo` runs. */
export const isNpmScript = (): boolean => ["start", "demo"].includes(process.env["npm_lifecycle_event"] ?? "");

/** Files with further authorities that this process was told to trust; a sandbox hands them on to its nodes. */
export const inheritedExtraCas = (): readonly string[] =>
  [process.env["PASSERELLE_EXTRA_CA"], process.env["NODE_EXTRA_CA_CERTS"]].filter((file): file is string => file !== undefined && file !== "");
