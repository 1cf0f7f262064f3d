import { type Command, print, UsageError } from "../command.js";
import { configured } from "../configured.js";

export const command: Command = {
  usage: "copy --to postgres://USER@HOST/DATABASE | --to DIRECTORY",
  about: "Copies everything in the database of this node into an empty one: from the embedded database to a PostgreSQL server, or back, or into another data directory as a backup. Stop the node first. The address may omit the password: PGPASSWORD or ~/.pgpass is used. The master secret is not in the database, so not in the copy.",
  options: { to: { value: "TARGET", about: "address of an empty database on a PostgreSQL server, or a directory" } },
  async run(args) {
    const to = args.text("to");
    if (to === undefined) throw new UsageError("--to is needed.");
    // A mistyped address must not become the name of a folder, with its password in it.
    if (to.includes("://") && !/^postgres(ql)?:\/\//.test(to)) throw new UsageError("--to takes an address that begins with postgres://, or a directory.");
    const { copyNode } = await import("../../app/copy-command.js");
    const copied = await copyNode(configured(), to);
    print(
      ...copied.filter(({ rows }) => rows > 0).map(({ table, rows }) => `${String(rows).padStart(9)}  ${table}`),
      "Everything was copied and compared. What is NOT in the copy: the master secret. Without it no key and no evidence in the copy can ever be opened.",
      "Keep it (PASSERELLE_MASTER_KEY, or master.key in the data directory) in another place than the copy, and give it to the node that uses the copy.",
      "Of the two databases only one may be used by a node from now on.",
    );
  },
};
