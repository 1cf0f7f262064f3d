import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { FetchCatalogue, Fetched } from "./fetch-catalogue.js";

/**
 * Heap of the process: several times what the largest known catalogue needs, and an end for a hostile one. A larger nursery saves it
 * copying what dies a moment later.
 */
const HEAP = ["--max-old-space-size=384", "--max-semi-space-size=16", "--min-semi-space-size=16"];

/**
 * Fetches in a process of its own, one per task: requests go on being answered meanwhile, and all of the memory goes back when it ends,
 * which a thread of this process would leave in the allocator. It gets no environment, so no secrets.
 * `entry` is the compiled fetch/child.js: node cannot run TypeScript, so the composition root says where it is.
 */
export const fetchInChild = (entry: URL): FetchCatalogue => (task, stop) =>
  new Promise((resolve) => {
    const child = fork(fileURLToPath(entry), [], {
      execArgv: HEAP, env: {}, stdio: ["ignore", "ignore", "ignore", "ipc"], killSignal: "SIGKILL", ...(stop && { signal: stop }),
    });
    const failed = (reason: string): void => resolve({ outcome: "refused", code: "parser-failed", reason });
    child.once("message", (fetched: Fetched) => {
      resolve(fetched);
      child.disconnect();
    });
    child.once("error", (error) => failed(`The parser process failed: ${error.message}`));
    child.once("exit", (code, signal) => failed(`The parser process ended with ${signal ?? `code ${code}`} and no answer.`));
    child.send(task, (error) => error && failed(`The parser process took no task: ${error.message}`));
  });
