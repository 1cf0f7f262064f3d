/** The thread in which printouts are set: one message in, one message out, in turn. */
import { parentPort } from "node:worker_threads";
import type { Printout } from "../../domain/printouts/model.js";
import { setHere } from "./set.js";

/** `failed` is where it failed, without what it was about: messages of errors may quote what was to be set. */
export type Answer = { readonly bytes: Uint8Array } | { readonly failed: string };

const placeOf = (error: unknown): string =>
  (error instanceof Error ? [error.name, ...(error.stack ?? "").split("\n").filter((line) => /^ {4}at /.test(line)).slice(0, 4).map((line) => line.trim())].join(" ") : "no error");

parentPort?.on("message", (printout: Printout) => {
  void setHere.print(printout).then(
    (made) => {
      // A copy of its own: what is handed over must share no memory with anything else.
      const bytes = Uint8Array.from(made);
      parentPort?.postMessage({ bytes } satisfies Answer, [bytes.buffer]);
    },
    (error: unknown) => parentPort?.postMessage({ failed: placeOf(error) } satisfies Answer),
  );
});
