import { runMigrate } from "../../app/serve.js";
import type { Command } from "../command.js";
import { configured } from "../configured.js";

export const command: Command = {
  usage: "migrate",
  about: "Brings the database up to date and says what was done. `serve` does the same at start.",
  options: {},
  run: () => runMigrate(configured()),
};
