import { type Section, type Setting, variableOf } from "./setting.js";
import { CLIENT_SETTINGS, NODE_SETTINGS } from "./settings.js";

const ALL: readonly Section[] = [...Object.values(NODE_SETTINGS), ...Object.values(CLIENT_SETTINGS)];
const settingsOf = (section: Section): readonly Setting<unknown>[] => Object.values(section.settings);
/** Each variable once, although a section of the commands may repeat one of the node. */
const toShow = (section: Section): readonly Setting<unknown>[] =>
  settingsOf(section).filter(({ name }) => ALL.find((other) => settingsOf(other).some((setting) => setting.name === name)) === section);

/** `.env.example`: every variable with its sentence; those that a node does not start without stand without a comment mark. */
export const envExample = (): string => {
  const lines = ALL.flatMap((section) => ["", `# --- ${section.title}`, ...toShow(section).flatMap((setting) => exampleLines(setting, section !== CLIENT_SETTINGS.client))]);
  return ["# Settings of a Passerelle node. Made by `passerelle config example`; change src/config/settings.ts instead.", ...lines, ""].join("\n");
};

const exampleLines = (setting: Setting<unknown>, isOfNode: boolean): string[] => {
  const file = setting.secret ? ` Or ${variableOf(setting)}_FILE.` : "";
  const line = `${variableOf(setting)}=${setting.fallback ?? setting.example ?? ""}`;
  return [`# ${setting.about}${file}`, isOfNode && setting.need === "required" ? line : `#${line}`];
};

/** `docs/configuration.md`. */
export const configurationPage = (): string => [
  "# Configuration",
  "",
  "A node is configured by environment variables alone; all problems are told at once at start, and `passerelle config check` tells them without starting.",
  "A file such as `.env` is read by Node.js itself: `node --env-file=.env dist/main.js serve`.",
  "Where a variable is marked *secret*, the name with `_FILE` added may name a file that holds the value. Secrets are never printed.",
  "This page is made by `passerelle config docs` from `src/config/settings.ts`.",
  ...ALL.flatMap(sectionLines),
  "",
].join("\n");

const sectionLines = (section: Section): string[] => [
  "", `## ${section.title}`, "", "| variable | expected | default | meaning |", "| --- | --- | --- | --- |",
  ...toShow(section).map((setting) => `| \`${variableOf(setting)}\` | ${setting.parser.expected} | ${defaultOf(setting)} | ${setting.about}${setting.secret ? " *Secret.*" : ""} |`),
];

const defaultOf = ({ need, fallback }: Setting<unknown>): string => (need === "required" ? "must be set" : fallback === undefined ? "none" : `\`${fallback}\``);
