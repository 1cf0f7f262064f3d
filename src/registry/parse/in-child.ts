import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CatalogueRefused, type RefusalReason } from "./refusal.js";
import type { Tabulate, Tabulated } from "./tabulate.js";

export type ChildAnswer = { readonly tabulated: Tabulated } | { readonly refused: { readonly reason: RefusalReason; readonly message: string } } | { readonly failed: string };

/**
 * Heap of the parser: several times what the largest known catalogue needs, and an end for a hostile one. A larger nursery saves it
 * copying what dies a moment later.
 */
const HEAP = ["--max-old-space-size=384", "--max-semi-space-size=16", "--min-semi-space-size=16"];

/**
 * A parser that works in a process of its own, one per file: requests go on being answered meanwhile, and all of the memory goes back
 * when it ends, which a thread of this process would leave in the allocator. It gets no environment, so no secrets.
 * `entry` is the compiled parse/child.js: node cannot run TypeScript, so the composition root says where it is.
 */
export const tabulateInChild = (entry: URL): Tabulate => (task, stop) =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(entry), [], {
      execArgv: HEAP, env: {}, stdio: ["ignore", "ignore", "ignore", "ipc"], killSignal: "SIGKILL", ...(stop && { signal: stop }),
    });
    const failed = (text: string, cause?: Error): void => reject(new CatalogueRefused("parser-failed", text, { cause }));
    child.once("message", (answer: ChildAnswer) => {
      if ("tabulated" in answer) resolve(answer.tabulated);
      else reject("refused" in answer ? new CatalogueRefused(answer.refused.reason, answer.refused.message) : new Error(answer.failed));
      child.disconnect();
    });
    child.once("error", (error) => failed(`The parser process failed: ${error.message}`, error));
    child.once("exit", (code, signal) => failed(`The parser process ended with ${signal ?? `code ${code}`} and no answer.`));
    child.send(task, (error) => error && failed(`The parser process took no task: ${error.message}`, error));
  });
