/** Entry of the parser process: takes one task, gives one answer, ends. */
import type { ChildAnswer } from "./in-child.js";
import { CatalogueRefused } from "./refusal.js";
import { tabulate, type TabulateTask } from "./tabulate.js";

const answerTo = async (task: TabulateTask): Promise<ChildAnswer> => {
  try {
    return { tabulated: await tabulate(task) };
  } catch (error) {
    return error instanceof CatalogueRefused ? { refused: { reason: error.reason, message: error.message } } : { failed: String(error) };
  }
};

// A terminal sends these to all of its processes; when the node ends, so does this one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.once("disconnect", () => process.exit());
process.once("message", (task: TabulateTask) => void answerTo(task).then((answer) => process.send?.(answer)));
