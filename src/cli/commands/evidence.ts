import { existsSync, writeFileSync } from "node:fs";
import { withEvidence } from "../../app/evidence-command.js";
import type { Head, Verified } from "../../app/evidence-command.js";
import { dataOf } from "../../sandbox/office-client.js";
import { heiId } from "../../kernel/ids.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";
import { configured } from "../configured.js";

const verify = async (args: Args): Promise<number> => {
  const hei = args.text("hei");
  const since = dateIn(args, "since");
  const heads = args.texts("head").map(headIn);
  const progress = progressLine();
  const seen = await withEvidence(configured(), (evidence) => evidence.verify({
    ...(hei !== undefined && { heiId: heiId(hei) }), ...(since && { since }), heads,
    onFinding: ({ where, what }) => {
      progress.clear();
      print(`${where}: ${what}`);
    },
    onProgress: progress.show,
  }));
  progress.clear();
  print(...summary(seen));
  return seen.findings === 0 ? 0 : 1;
};

const summary = ({ blocks, exchanges, removed, unchained, findings }: Verified): string[] => [
  `${blocks} blocks, ${exchanges} exchanges checked; ${removed} removed by retention.`,
  ...unchained > 0 ? [`${unchained} exchanges of a former version are not sealed yet and cannot be checked; \`serve\` is at it.`] : [],
  findings === 0 ? "Everything is as it was written." : `${findings} findings.`,
];

/** Counts, on a terminal only. */
const progressLine = () => ({
  show: ({ blocks, exchanges }: Verified): void => void (process.stderr.isTTY && process.stderr.write(`\r${blocks} blocks, ${exchanges} exchanges ...`)),
  clear: (): void => void (process.stderr.isTTY && process.stderr.write("\r\u001b[K")),
});

const head = async (): Promise<void> => {
  print(...(await withEvidence(configured(), (evidence) => evidence.heads())).map(({ chain, height, hash }) => `${chain}:${height}:${hash}`));
};

const pack = async (args: Args): Promise<void> => {
  const [, hei, agreementId] = args.words;
  const out = args.text("out");
  if (hei === undefined || agreementId === undefined || out === undefined) throw new UsageError("pack needs the id of an institution, the id of an agreement, and --out FILE.");
  if (existsSync(out)) throw new UsageError(`--out: ${JSON.stringify(out)} is there already and is not overwritten; give another name.`);
  const bytes = await dataOf(office().GET("/institutions/{heiId}/agreements/{agreementId}/evidence", { params: { path: { heiId: hei, agreementId } }, parseAs: "arrayBuffer" }));
  writeFileSync(out, Buffer.from(bytes), { mode: 0o600, flag: "wx" });
  print(`${out} is written. Whoever gets it unpacks it (tar -xzf) and runs: node verify.mjs`);
};

const headIn = (text: string): Head => {
  const [, chain = "", height = "", hash = ""] = /^([0-9a-f-]{36}):(\d{1,10}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (hash === "") throw new UsageError(`--head: expected a line that \`evidence head\` printed, got ${JSON.stringify(text)}.`);
  return { chain, height: Number(height), hash };
};

const dateIn = (args: Args, name: string): Date | undefined => {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError(`--${name}: expected a date such as 2026-01-31, got ${JSON.stringify(text)}.`);
  return date;
};

const ACTIONS = { verify, head, pack } as const;

const ASKS = ASKS_A_NODE.replace("Asks", "asks");

export const command: Command = {
  usage: "evidence verify [--hei HEI] [--since DATE] [--head HEAD] | head | pack HEI AGREEMENT --out FILE.tar.gz",
  about: `What was exchanged with the network, hash-chained. verify finds whatever is not as it was written, and exits with 1 then; head prints the last blocks: kept elsewhere, they show later that nothing was cut off. Both open the database of this node's configuration, with its master secret: a PostgreSQL server beside the running node; with the embedded database STOP THE NODE FIRST. pack fetches all that proves one agreement, with a script that checks it offline; it holds what partners wrote, so keep it accordingly. It ${ASKS}`,
  words: 3,
  options: {
    hei: { value: "ID", about: "verify: contents of this institution only; blocks are checked all the same" },
    since: { value: "DATE", about: "verify: contents written since then only" },
    head: { value: "HEAD", about: "verify: a line that `evidence head` printed once and that has to be there still", many: true },
    out: { value: "FILE", about: "pack: where to write the archive; the file must not be there yet" },
  },
  async run(args) {
    return ACTIONS[chosen(args, ["verify", "head", "pack"])](args);
  },
};
