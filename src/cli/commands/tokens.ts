import { generateToken } from "../../security/token.js";
import { dataOf, type Schemas } from "../../sandbox/office-client.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";

const list = async (): Promise<void> => {
  const { items } = await dataOf(office().GET("/tokens"));
  print(...items.map(({ id, name, scopes, heiIds, revokedAt, expiresAt, lastUsedAt }) =>
    [id, name, scopes.join(","), heiIds?.join(",") ?? "all institutions", revokedAt ? `revoked ${revokedAt}` : expiresAt ? `until ${expiresAt}` : "valid", lastUsedAt ? `last used ${lastUsedAt}` : "never used"].join("  ")));
};

const create = async (args: Args): Promise<void> => {
  const name = args.text("name");
  const scopes = args.texts("scope");
  if (name === undefined || scopes.length === 0) throw new UsageError("create needs --name and at least one --scope.");
  const heiIds = [...args.texts("hei")];
  // The node knows the scopes and refuses others by name.
  const body = { name, scopes: scopes as Schemas["Scope"][], ...heiIds.length > 0 && { heiIds }, ...expiry(args) };
  const { token, info } = await dataOf(office().POST("/tokens", { body }));
  process.stderr.write(`Token ${info.id} for ${info.name}; it is shown this once:\n`);
  print(token);
};

/** A moment as the contract has it: the node refuses what is no future one. */
const expiry = (args: Args): { expiresAt?: string } => {
  const typed = args.text("expires");
  if (typed === undefined) return {};
  const at = Date.parse(typed);
  if (Number.isNaN(at)) throw new UsageError(`--expires: expected a date or a moment, e.g. 2027-03-31 or 2027-03-31T12:00:00Z, got ${JSON.stringify(typed)}.`);
  return { expiresAt: new Date(at).toISOString() };
};

const revoke = async (args: Args): Promise<void> => {
  const tokenId = args.words[1];
  if (tokenId === undefined) throw new UsageError("revoke needs the id of a token; `tokens list` shows them.");
  await dataOf(office().DELETE("/tokens/{tokenId}", { params: { path: { tokenId } } }).then((answer) => ({ ...answer, data: true })));
  print(`Token ${tokenId} is revoked.`);
};

const ACTIONS = { list, create, revoke, generate: async () => print(generateToken()) } as const;

export const command: Command = {
  usage: "tokens list | create --name NAME --scope SCOPE [--expires DATE] | revoke ID | generate",
  about: `API tokens of other systems. ${ASKS_A_NODE} generate makes a fresh token for PASSERELLE_BOOTSTRAP_TOKEN and asks nobody.`,
  words: 2,
  options: {
    name: { value: "NAME", about: "the system that will use the token; not a person" },
    scope: { value: "SCOPE", about: "what it may do, e.g. agreements:read", many: true },
    expires: { value: "DATE", about: "it stops working then, e.g. 2027-03-31" },
    hei: { value: "ID", about: "only for this institution", many: true },
  },
  async run(args) {
    await ACTIONS[chosen(args, ["list", "create", "revoke", "generate"])](args);
  },
};
