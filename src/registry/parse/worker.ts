/** Entry of the parser thread: reads one file, posts one answer, ends. */
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerAnswer, WorkerTask } from "./in-worker.js";
import { parseCatalogueFile } from "./parse-file.js";
import { CatalogueRefused } from "./refusal.js";
import { pack } from "./tables/pack.js";

const { file, limits } = workerData as WorkerTask;
const answer = (message: WorkerAnswer, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

try {
  const parsed = await parseCatalogueFile(file, limits);
  const { columns, memory } = pack(parsed.tables);
  answer({ parsed: { ...parsed, tables: columns } }, [memory]);
} catch (error) {
  if (!(error instanceof CatalogueRefused)) throw error;
  answer({ refused: { reason: error.reason, message: error.message } });
}
