import { type AuditHead, withAudit } from "../../app/audit-command.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { configured } from "../configured.js";

const verify = async (args: Args): Promise<number> => {
  const heads = args.texts("head").map(headIn);
  const { entries, head, findings } = await withAudit(configured(), (audit) => audit.verify(heads));
  print(...findings.map(({ number, what }) => `entry ${number}: ${what}`), `${entries} entries checked.`, findings.length === 0 ? "Everything is as it was written." : `${findings.length} findings.`, ...(head ? [`head: ${head.number}:${head.hash}`] : []));
  return findings.length === 0 ? 0 : 1;
};

const headIn = (text: string): AuditHead => {
  const [, number = "", hash = ""] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash === "") throw new UsageError(`--head: expected what \`audit verify\` printed behind "head: ", got ${JSON.stringify(text)}.`);
  return { number: Number(number), hash };
};

const ACTIONS = { verify } as const;

export const command: Command = {
  usage: "audit verify [--head NUMBER:HASH]",
  about: "Who did what, and saw which student's record: hash-chained. verify reads the whole log, finds whatever is not as it was written, prints the head, and exits with 1 when something is wrong. Heads that were kept elsewhere show that nothing was cut off. It opens the database of this node's configuration, with its master secret: a PostgreSQL server beside the running node; with the embedded database STOP THE NODE FIRST.",
  words: 1,
  options: { head: { value: "HEAD", about: "a head that was printed once and has to be there still", many: true } },
  async run(args) {
    return ACTIONS[chosen(args, ["verify"])](args);
  },
};
