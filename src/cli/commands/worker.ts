import { runWorker } from "../../app/serve.js";
import type { Command } from "../command.js";
import { configured } from "../configured.js";

export const command: Command = {
  usage: "worker",
  about: "Runs deliveries in a process of their own, beside `serve` with PASSERELLE_DELIVERY_INLINE=false. Needs a PostgreSQL server.",
  options: {},
  run: () => runWorker(configured()),
};
