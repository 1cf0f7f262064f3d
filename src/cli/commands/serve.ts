import { runServe } from "../../app/serve.js";
import type { Command } from "../command.js";
import { configured } from "../configured.js";

export const command: Command = {
  usage: "serve",
  about: "Runs a node: the network listener, the office listener, and deliveries unless PASSERELLE_DELIVERY_INLINE=false. Ends in order on SIGTERM.",
  options: {},
  run: () => runServe(configured()),
};
