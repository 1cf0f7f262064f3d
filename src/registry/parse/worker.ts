/** Entry of the parser thread: reads one file, posts one answer, ends. */
import { parentPort, workerData } from "node:worker_threads";
import { parseCatalogueFile } from "./parse-file.js";
import { CatalogueRefused } from "./refusal.js";
import { buffersOf } from "./tables/catalogue-tables.js";
import type { WorkerAnswer, WorkerTask } from "./in-worker.js";

const { file, limits } = workerData as WorkerTask;
const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

try {
  const parsed = await parseCatalogueFile(file, limits);
  answer({ parsed }, buffersOf(parsed.tables));
} catch (error) {
  if (!(error instanceof CatalogueRefused)) throw error;
  answer({ refused: { reason: error.reason, message: error.message } });
}
