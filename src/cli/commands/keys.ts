import { dataOf, type Schemas } from "../../sandbox/office-client.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { configured } from "../configured.js";
import { ASKS_A_NODE, office } from "../office.js";

type Key = Schemas["HostKey"];

const list = async (args: Args): Promise<number> => {
  const node = office();
  const { items } = await dataOf(node.GET("/institutions"));
  const wanted = items.filter(({ heiId }) => args.words[1] === undefined || args.words[1] === heiId);
  for (const { heiId } of wanted) print(heiId, ...lines((await dataOf(node.GET("/institutions/{heiId}/keys", { params: { path: { heiId } } }))).items));
  if (wanted.length > 0) return 0;
  process.stderr.write("This node serves no such institution.\n");
  return 1;
};

const rotate = async (args: Args): Promise<void> => {
  const heiId = word(args, 1, "the id of an institution");
  const purpose = purposeIn(args);
  const { items } = await dataOf(office().POST("/institutions/{heiId}/keys", { params: { path: { heiId } }, body: purpose ? { purpose } : {} }));
  print(`New keys of ${heiId} are in its manifest. They sign by themselves once the catalogue has shown them long enough; until then the present ones do.`, ...lines(items));
};

const withdraw = async (args: Args): Promise<void> => {
  const heiId = word(args, 1, "the id of an institution");
  const fingerprint = word(args, 2, "the fingerprint of a key");
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) throw new UsageError(`expected the fingerprint of a key as \`keys list\` shows it (64 digits and letters from a to f), got ${JSON.stringify(fingerprint)}.`);
  const compromised = args.flag("compromised");
  const { items } = await dataOf(office().POST("/institutions/{heiId}/keys/{fingerprint}/withdraw", { params: { path: { heiId, fingerprint } }, body: { compromised } }));
  print(`The key ${fingerprint} is out of the manifest of ${heiId}, and its private part is destroyed.`, ...lines(items), ...compromised ? afterCompromise(heiId) : []);
};

/** PROTOCOL 2.1 rule 8, 2.2. */
const afterCompromise = (heiId: string): readonly string[] => [
  "What to do now:",
  "  1. Other processes of this node stop using the key within seconds; look at their logs.",
  "  2. The registry reads the manifest again by itself, usually within ten minutes; its operators can make it do so at once.",
  "  3. Partners keep copies of the catalogue for up to three hours, in an outage of the registry for days: until theirs is new, they still",
  "     believe the old key and refuse the new one. Tell the partners that matter.",
  `  4. \`passerelle manifest status ${heiId}\` says when the network sees the new key. Deliveries that were refused for good meanwhile:`,
  `     GET /api/v1/institutions/${heiId}/deliveries?state=stopped, then POST /api/v1/institutions/${heiId}/deliveries/ID/retry for each.`,
  "  5. Find out how the key was lost. If somebody may have read the database and the master secret, rotate all keys and run `passerelle keys reseal`.",
];

const resealAll = async (): Promise<void> => {
  const [{ reseal }, { createSystem }] = await Promise.all([import("../../app/keys/reseal.js"), import("../../app/system.js")]);
  const { count, keptFile } = await reseal(configured(), createSystem({ level: "warn", format: "pretty", to: process.stderr }));
  print(
    count === 0 ? "The database is sealed with the new master secret already." : `${count} sealed values are sealed with the new master secret, in one transaction.`,
    ...keptFile === undefined ? ["Set PASSERELLE_MASTER_KEY to the new secret and remove PASSERELLE_NEW_MASTER_KEY."] : [`The new secret is in the place of the former, which is kept as ${keptFile}.`],
    "Start all processes of this node anew: those that run go on with the keys that they have, cannot change any, and say so in their log.",
    "Backups of the database from before open with the former secret only: keep it as long as them, apart from them.",
  );
};

const ACTIONS = { list, rotate, withdraw, reseal: resealAll } as const;

const lines = (keys: readonly Key[]): string[] => keys.map((key) =>
  ["", key.purpose, key.fingerprint, key.state.padEnd(11), key.inCatalogue ? "in the catalogue" : "not in the catalogue", `since ${sinceOf(key)}`, ...nextOf(key)].join("  "));

const sinceOf = ({ createdAt, usedAt, retiredAt, withdrawnAt }: Key): string => withdrawnAt ?? retiredAt ?? usedAt ?? createdAt;

const WAITING: Readonly<Partial<Record<Key["state"], string>>> = {
  "in-use": "signs when the catalogue has shown it long enough",
  "retiring": "retires when its successor signs",
};

const nextOf = ({ next }: Key): string[] => (next ? [next.at ? `${next.state} from ${next.at}` : WAITING[next.state] ?? `then ${next.state}`] : []);

const purposeIn = (args: Args): Key["purpose"] | undefined => {
  const typed = args.text("purpose");
  if (typed === undefined || typed === "client" || typed === "server") return typed;
  throw new UsageError(`--purpose: expected client or server, got ${JSON.stringify(typed)}.`);
};

const word = (args: Args, at: number, what: string): string => {
  const found = args.words[at];
  if (found === undefined) throw new UsageError(`expected ${what} after ${args.words.join(" ")}.`);
  return found;
};

export const command: Command = {
  usage: "keys list [HEI] | rotate HEI [--purpose client|server] | withdraw HEI FINGERPRINT [--compromised] | reseal",
  about: `list: the keys of each institution, where they are in their life and what comes next. rotate: new keys that replace the present ones without a gap. withdraw: a key leaves the manifest at once and is destroyed. ${ASKS_A_NODE} reseal: changes the master secret from PASSERELLE_MASTER_KEY to PASSERELLE_NEW_MASTER_KEY, or makes the key file of the data directory anew; it works on the database itself and asks no node.`,
  words: 3,
  options: {
    purpose: { value: "PURPOSE", about: "rotate only the key that signs requests (client) or answers (server)" },
    compromised: { about: "somebody else may have the key: it is withdrawn even if it signs, and a new one signs from this moment" },
  },
  async run(args) {
    return ACTIONS[args.words.length === 0 ? "list" : chosen(args, ["list", "rotate", "withdraw", "reseal"])](args);
  },
};
