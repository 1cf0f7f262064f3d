import { runWorker } from "../../app/serve.js";
import { ConfigInvalid } from "../../config/read.js";
import type { Command } from "../command.js";
import { configured } from "../configured.js";

export const command: Command = {
  usage: "worker",
  about: "Runs deliveries in a process of their own, beside `serve` with PASSERELLE_DELIVERY_INLINE=false. Needs a PostgreSQL server.",
  options: {},
  run: () => {
    const config = configured();
    // It would open an embedded database of its own, and deliver nothing of what the node has to deliver.
    if (config.store.databaseUrl.startsWith("pglite:")) throw new ConfigInvalid(["PASSERELLE_DATABASE_URL has to name the PostgreSQL server of the node: the embedded database serves one process only."]);
    return runWorker(config);
  },
};
