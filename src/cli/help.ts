import type { Command, Option } from "./command.js";
import { COMMANDS } from "./command-list.js";

/** The list of commands. */
export const overview = (): string => [
  "Passerelle, an Erasmus Without Paper node.",
  "",
  "Usage: passerelle <command> [options]",
  "",
  ...table(Object.entries(COMMANDS).map(([name, { about }]) => [name, about])),
  ...table([["help [command]", "this list, or the options of a command"], ["version", "the version"]]),
  "",
  "A node is configured by PASSERELLE_* variables: `passerelle config example` lists them.",
].join("\n");

/** The options of one command. */
export const helpOf = ({ usage, about, options }: Command): string => {
  const rows = Object.entries(options).map(([name, option]) => [optionName(name, option), `${option.about}${option.many ? " (repeatable)" : ""}`] as const);
  return [`Usage: passerelle ${usage}`, "", about, ...rows.length > 0 ? ["", "Options:", ...table(rows)] : []].join("\n");
};

const optionName = (name: string, { value }: Option): string => (value === undefined ? `--${name}` : `--${name} ${value}`);

const table = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(18, ...rows.map(([left]) => left.length + 2));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
};
