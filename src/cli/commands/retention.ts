import { withStore } from "../../app/evidence-command.js";
import { type Command, print } from "../command.js";
import { configured } from "../configured.js";

/** Ends before an hour, when the node itself goes on. */
const SECONDS = 3_000;

export const command: Command = {
  usage: "retention [--dry-run]",
  about: "Removes records of students that are past their time (PASSERELLE_RECORDS_..._DAYS), with their versions and the exchanges that carried them, as `serve` does hourly; first it says how many there are of each kind. It opens the database of this node's configuration, with its master secret: a PostgreSQL server beside the running node; with the embedded database STOP THE NODE FIRST.",
  options: { "dry-run": { about: "say it only" } },
  async run(args) {
    const config = configured();
    return withStore(config, async ({ retention }) => {
      const kinds = Object.entries(await retention.overdue(config.records));
      print(...kinds.map(([kind, { due, open }]) => `${kind}: ${due} past their time${open > 0 ? `; ${open} more stay, since they are not answered, delivered or recognised yet` : ""}`));
      if (args.flag("dry-run")) return 0;
      const { records, exchanges, finished } = await retention.remove(config.records, { seconds: SECONDS });
      print(`${records} records and ${exchanges} exchanges removed.`, ...finished ? [] : ["Some are left: the time was over, or another process is at it."]);
      return 0;
    });
  },
};
