import { dataOf, type Schemas } from "../../sandbox/office-client.js";
import { type Args, chosen, type Command, print, UsageError } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";
import { typedSecret } from "../typed-secret.js";

type Person = Schemas["Person"];

const list = async (): Promise<void> => print(...(await everybody()).map(line));

const add = async (args: Args): Promise<void> => {
  const [email, name, role] = ["email", "name", "role"].map((option) => args.text(option));
  if (email === undefined || name === undefined || role === undefined) throw new UsageError("add needs --email, --name and --role.");
  const unitIds = [...args.texts("unit")];
  const heiId = args.text("hei");
  // The node knows the roles and refuses others by name.
  const grants = [{ role: role as Schemas["Role"], ...heiId !== undefined && { heiId }, ...unitIds.length > 0 && { unitIds } }];
  const password = args.flag("no-password") ? undefined : await typedSecret("Password: ");
  print(line(await dataOf(office().POST("/people", { body: { email, name, grants, ...password !== undefined && { password } } }))));
};

const disable = async (args: Args): Promise<void> => {
  const person = await named(args);
  print(line(await dataOf(office().PATCH("/people/{personId}", { params: { path: { personId: person.id } }, body: { disabled: true } }))));
};

const password = async (args: Args): Promise<void> => {
  const { id, email } = await named(args);
  const given = await typedSecret("New password: ");
  await dataOf(office().PUT("/people/{personId}/password", { params: { path: { personId: id } }, body: { password: given } }).then((answer) => ({ ...answer, data: true })));
  print(`${email} has another password, and is signed out everywhere.`);
};

const everybody = async (): Promise<readonly Person[]> => (await dataOf(office().GET("/people"))).items;

const named = async (args: Args): Promise<Person> => {
  const email = args.words[1];
  if (email === undefined) throw new UsageError(`${args.words[0]} needs an e-mail address; \`people list\` shows them.`);
  const found = (await everybody()).find((person) => person.email === email.toLowerCase());
  if (!found) throw new Error(`There is nobody with the address ${JSON.stringify(email)} whom this token may administer.`);
  return found;
};

const line = ({ email, name, grants, disabled, hasPassword, hasSecondFactor, signedInAt }: Person): string => [
  email, name, grants.map(grantInWords).join(", ") || "nothing granted", disabled ? "disabled" : "enabled",
  hasPassword ? "password" : "no password", ...hasSecondFactor ? ["second factor"] : [], signedInAt ? `last sign-in ${signedInAt}` : "never signed in",
].join("  ");

const grantInWords = ({ role, heiId, unitIds }: Schemas["Grant"]): string => `${role} at ${heiId ?? "all institutions"}${unitIds ? ` (${unitIds.join(", ")})` : ""}`;

const ACTIONS = { list, add, disable, password } as const;

export const command: Command = {
  usage: "people list | add --email EMAIL --name NAME --role ROLE [--hei ID [--unit ID]] | disable EMAIL | password EMAIL",
  about: `People who sign in at the office. Passwords are read from the terminal, or from standard input, never from the command line. ${ASKS_A_NODE}`,
  words: 2,
  options: {
    email: { value: "EMAIL", about: "what the person signs in with" },
    name: { value: "NAME", about: "shown in timelines" },
    role: { value: "ROLE", about: "officer, coordinator, viewer, technician or administrator" },
    hei: { value: "ID", about: "at this institution; without it at all of the node" },
    unit: { value: "ID", about: "only for objects of this unit", many: true },
    "no-password": { about: "for who signs in at the institution's provider only" },
  },
  async run(args) {
    await ACTIONS[chosen(args, ["list", "add", "disable", "password"])](args);
  },
};
