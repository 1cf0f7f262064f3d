import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { UsageError } from "./command.js";

/** One line of standard input; on a terminal it is asked for and not shown while it is typed. Throws `UsageError` when there is none. */
export const typedSecret = async (question: string): Promise<string> => {
  const { stdin, stderr } = process;
  const onTerminal = stdin.isTTY === true;
  if (onTerminal) stderr.write(question);
  // What readline would echo goes nowhere.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: onTerminal });
  try {
    for await (const line of lines) if (line !== "") return line;
    throw new UsageError("expected a password on standard input.");
  } finally {
    lines.close();
    if (onTerminal) stderr.write("\n");
  }
};
