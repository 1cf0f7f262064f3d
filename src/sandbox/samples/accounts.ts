import { dataOf, type OfficeClient, type Schemas } from "../office-client.js";

/** People who can sign in at every office of a sandbox: one of each kind. */
const ACCOUNTS: readonly { readonly role: Schemas["Role"]; readonly name: string; readonly locale: string }[] = [
  { role: "officer", name: "Olivia Officer", locale: "en" },
  { role: "coordinator", name: "Chidi Coordinator", locale: "en" },
  { role: "administrator", name: "Amina Administrator", locale: "en" },
];

/** What one types to sign in. */
export interface SampleAccount {
  readonly role: Schemas["Role"];
  readonly email: string;
}

export const accountsOf = (heiId: string): readonly SampleAccount[] => ACCOUNTS.map(({ role }) => ({ role, email: `${role}@${heiId}` }));

/** Adds those that are not there yet, with the sandbox's password. */
export const enterAccounts = async ({ heiId, office }: { readonly heiId: string; readonly office: OfficeClient }, password: string): Promise<void> => {
  const { items } = await dataOf(office.GET("/people"));
  const missing = ACCOUNTS.map((account) => ({ ...account, email: `${account.role}@${heiId}` })).filter(({ email }) => !items.some((person) => person.email === email));
  for (const { role, name, locale, email } of missing) await dataOf(office.POST("/people", { body: { email, name, locale, grants: [{ role, heiId }], password } }));
};
