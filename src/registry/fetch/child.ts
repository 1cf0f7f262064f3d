/** Entry of the process that fetches a catalogue: takes one task, says what it came to, ends. */
import { fetchCatalogue, type FetchTask } from "./fetch-catalogue.js";

// A terminal sends these to all of its processes; when the node ends, so does this one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
process.once("disconnect", () => process.exit());
process.once("message", (task: FetchTask) => void fetchCatalogue(task).then((fetched) => process.send?.(fetched)));
