import { readFileSync } from "node:fs";
import { type Command, print, readArgs, UsageError } from "./command.js";
import { COMMANDS } from "./command-list.js";
import { helpOf, overview } from "./help.js";

const FAILED = 1;
const USAGE = 2;

/** Runs the command line and gives the exit status: 0 done, 1 failed, 2 typed or configured wrongly. */
export const run = async (argv: readonly string[]): Promise<number> => {
  const [name = "help", ...rest] = argv;
  if (name === "version" || name === "--version" || name === "-v") return said(version());
  if (name === "help" || name === "--help" || name === "-h") return rest[0] === undefined ? said(overview()) : help(rest[0]);
  const row = COMMANDS[name];
  if (!row) return complain(`There is no command ${JSON.stringify(name)}.`, "passerelle help");
  const { command } = await row.load();
  if (rest.includes("--help") || rest.includes("-h")) return said(helpOf(command));
  return runCommand(name, command, rest);
};

const runCommand = async (name: string, command: Command, typed: readonly string[]): Promise<number> => {
  try {
    return (await command.run(readArgs(command, typed))) ?? 0;
  } catch (error) {
    if (error instanceof UsageError) return complain(`${name}: ${error.message}${typed.length === 0 ? `\nUsage: passerelle ${command.usage}` : ""}`, `passerelle help ${name}`);
    const { name: kind, message } = error instanceof Error ? error : { name: "", message: String(error) };
    process.stderr.write(`${message}${causeOf(error)}\n`);
    return kind === "ConfigInvalid" ? USAGE : FAILED;
  }
};

/** Network errors say what happened in their cause. */
const causeOf = (error: unknown): string => (error instanceof Error && error.cause instanceof Error ? `\n  because: ${error.cause.message}` : "");

const help = async (name: string): Promise<number> => {
  const row = COMMANDS[name];
  return row ? said(helpOf((await row.load()).command)) : complain(`There is no command ${JSON.stringify(name)}.`, "passerelle help");
};

const said = (text: string): number => {
  print(text);
  return 0;
};

const complain = (problem: string, hint: string): number => {
  process.stderr.write(`${problem}\nTry: ${hint}\n`);
  return USAGE;
};

const version = (): string => {
  const { version: number } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { version: string };
  return `passerelle ${number} (Node.js ${process.version})`;
};
