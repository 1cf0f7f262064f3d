import { sql, type Kysely } from "kysely";
import { preconditionFailed } from "../../kernel/errors.js";
import { refusing } from "./failures.js";
import type { Tables } from "./tables.js";

interface NextRevision {
  readonly keys: Readonly<Record<string, string>>;
  readonly values: { readonly revision: number } & Readonly<Record<string, unknown>>;
}

/** Inserts revision 1 or replaces the revision before; anything else was changed by somebody meanwhile. */
export const putRevision = async (db: Kysely<Tables>, table: keyof Tables, { keys, values }: NextRevision): Promise<void> => {
  const columns = { ...keys, ...values };
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  const key = sql.join(Object.entries(keys).map(([name, value]) => sql`${sql.ref(name)} = ${value}`), sql` and `);
  const changes = sql.join(Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
  const keyNames = sql.join(Object.keys(keys).map((name) => sql.ref(name)));
  const statement = values.revision === 1
    ? sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(columns))}) on conflict (${keyNames}) do nothing`
    : sql`update ${sql.table(table)} set ${changes} where ${key} and revision = ${values.revision - 1}`;
  const { numAffectedRows } = await refusing(() => statement.execute(db));
  if (numAffectedRows === 1n) return;
  throw preconditionFailed(`The stored revision is not ${values.revision - 1}: somebody else changed it meanwhile.`);
};
