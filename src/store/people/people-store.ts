import { sql, type ExpressionBuilder, type Kysely } from "kysely";
import type { Grant, PeopleStore, Person } from "../../domain/people/model.js";
import { preconditionFailed } from "../../kernel/errors.js";
import { refusing } from "../sql/failures.js";
import type { Tables } from "../sql/tables.js";

/** Everything of a person but the password. */
export const personColumns = (eb: ExpressionBuilder<Tables, "people">) => [
  "people.id", "people.email", "people.name", "people.locale", "people.grants", "people.created_at", "people.disabled_at", "people.revision",
  sql<boolean>`people.password_hash is not null`.as("has_password"),
  eb.exists(eb.selectFrom("second_factors").select("person_id").whereRef("person_id", "=", "people.id").where("confirmed_at", "is not", null)).as("has_second_factor"),
  eb.selectFrom("sign_ins").select((of) => of.fn.max("created_at").as("at")).whereRef("person_id", "=", "people.id").where("needs", "is", null).as("signed_in_at"),
] as const;

interface PersonRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string | null;
  readonly grants: unknown;
  readonly created_at: Date;
  readonly disabled_at: Date | null;
  readonly revision: number;
  readonly has_password: boolean;
  readonly has_second_factor: unknown;
  readonly signed_in_at: Date | null;
}

export const toPerson = (row: PersonRow): Person => ({
  id: row.id, email: row.email, name: row.name, grants: row.grants as Grant[], hasPassword: row.has_password, hasSecondFactor: row.has_second_factor === true,
  createdAt: row.created_at, revision: row.revision,
  ...(row.locale !== null && { locale: row.locale }),
  ...(row.disabled_at && { disabledAt: row.disabled_at }),
  ...(row.signed_in_at && { signedInAt: row.signed_in_at }),
});

/** People by id and by e-mail address. */
export const peopleStore = (db: Kysely<Tables>): PeopleStore => {
  const one = async (column: "id" | "email", value: string): Promise<Person | undefined> => {
    const row = await db.selectFrom("people").select(personColumns).where(`people.${column}`, "=", value).executeTakeFirst();
    return row && toPerson(row);
  };
  return {
    list: async () => (await db.selectFrom("people").select(personColumns).orderBy("people.email").execute()).map(toPerson),
    get: (id) => one("id", id),
    byEmail: (email) => one("email", email),
    add: async ({ id, createdAt, ...person }, passwordHash) => {
      await refusing(() => db.insertInto("people").values({ id, ...valuesOf(person), password_hash: passwordHash ?? null, created_at: createdAt }).execute());
    },
    put: async ({ id, ...person }) => {
      const { numUpdatedRows } = await refusing(() => db.updateTable("people").set(valuesOf(person)).where("id", "=", id).where("revision", "=", person.revision - 1).executeTakeFirst());
      if (numUpdatedRows !== 1n) throw preconditionFailed(`The stored revision is not ${person.revision - 1}: somebody else changed it meanwhile.`);
    },
    remove: async (id) => (await db.deleteFrom("people").where("id", "=", id).executeTakeFirst()).numDeletedRows === 1n,
    names: async (ids) => {
      if (ids.length === 0) return new Map();
      const rows = await db.selectFrom("people").select(["id", "name"]).where("id", "in", [...ids]).execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    byIdentity: async (issuer, subject) => {
      const found = await db.selectFrom("identities").select("person_id").where("issuer", "=", issuer).where("subject", "=", subject).executeTakeFirst();
      return found && one("id", found.person_id);
    },
    addIdentity: (personId, issuer, subject) => db.transaction().execute(async (tx) => {
      // Two sign-ins of one person at once: the second waits, and then sees the first.
      await tx.selectFrom("people").select("id").where("id", "=", personId).forUpdate().execute();
      const held = await tx.selectFrom("identities").select("subject").where("person_id", "=", personId).where("issuer", "=", issuer).execute();
      if (held.length > 0) return held.some((identity) => identity.subject === subject);
      const { numInsertedOrUpdatedRows } = await tx.insertInto("identities").values({ issuer, subject, person_id: personId }).onConflict((on) => on.doNothing()).executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    }),
    passwordHash: async (id) => (await db.selectFrom("people").select("password_hash").where("id", "=", id).executeTakeFirst())?.password_hash ?? undefined,
    setPassword: async (id, hash) => {
      await db.updateTable("people").set({ password_hash: hash }).where("id", "=", id).execute();
    },
  };
};

const valuesOf = ({ email, name, locale, grants, disabledAt, revision }: Omit<Person, "id" | "createdAt">) =>
  ({ email, name, locale: locale ?? null, grants: JSON.stringify(grants), disabled_at: disabledAt ?? null, revision });
