import { Worker } from "node:worker_threads";
import { CatalogueRefused, type RefusalReason } from "./refusal.js";
import type { ParseCatalogueFile, ParsedCatalogue, ParseLimits } from "./tables/catalogue-tables.js";

export interface WorkerTask {
  readonly file: string;
  readonly limits: ParseLimits;
}

export type WorkerAnswer = { readonly parsed: ParsedCatalogue } | { readonly refused: { readonly reason: RefusalReason; readonly message: string } };

/** Heap of the parser thread: several times what the largest known catalogue needs, and an end for a hostile one. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16 };

/**
 * A parser that works in a thread of its own, one per file, so that requests go on being answered meanwhile.
 * `entry` is the compiled parse/worker.js: a worker cannot run TypeScript, so the composition root says where it is.
 */
export const parseInWorker = (entry: URL): ParseCatalogueFile => (file, limits) =>
  new Promise((resolve, reject) => {
    const task: WorkerTask = { file, limits };
    const worker = new Worker(entry, { workerData: task, resourceLimits: RESOURCE_LIMITS });
    worker.once("message", (answer: WorkerAnswer) => {
      if ("parsed" in answer) resolve(answer.parsed);
      else reject(new CatalogueRefused(answer.refused.reason, answer.refused.message));
    });
    worker.once("error", (error) => reject(new CatalogueRefused("parser-failed", `The parser thread failed: ${error.message}`, { cause: error })));
    worker.once("exit", (code) => reject(new CatalogueRefused("parser-failed", `The parser thread ended with code ${code} and no answer.`)));
  });
