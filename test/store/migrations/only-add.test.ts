import { readdirSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import { MIGRATIONS } from "../../../src/store/migrations/migrate.js";

/** What breaks the version before, with the reason why it does not here. */
const ALLOWED: Readonly<Record<string, string>> = {
  "drop index outbox_due": "an index that is not unique: the version before finds the same rows by outbox_open",
  "drop index outbox_open": "an index that is not unique: the version before reads the open rows by outbox_open_by_rank",
};

/** The statements of a migration, as a database is sent them, without comments and superfluous space. */
const statementsOf = async (name: string): Promise<readonly string[]> => {
  const sent: string[] = [];
  const db = new Kysely<unknown>({
    dialect: { createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (of) => new PostgresIntrospector(of), createQueryCompiler: () => new PostgresQueryCompiler() },
    log: ({ query }) => void sent.push(query.sql.replace(/--.*$/gm, "").replace(/\s+/g, " ").trim()),
  });
  await MIGRATIONS[name]?.up(db);
  return sent;
};

/** The parts of a text between commas that stand in no parenthesis. */
const parts = (text: string): string[] => {
  const found = [""];
  let depth = 0;
  for (const letter of text) {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && depth === 0) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((part) => part.trim());
};

/** What may be done to a table that the version before uses. */
const harmlessChange = (change: string): boolean =>
  /^set \((autovacuum|fillfactor)\w*/.test(change) || /^alter column \w+ (drop not null|set default )/.test(change) ||
  (/^add column /.test(change) && !/\b(unique|primary key|check)\b/.test(change) && (!/\bnot null\b/.test(change) || /\bdefault\b|\bgenerated\b/.test(change)));

/** Whether the version before goes on working, by the form of the statement; what is not known is not safe. */
const onlyAdds = (statement: string, before: string): boolean => {
  // What stands in the body of a function is done later.
  const told = statement.toLowerCase().replace(/\$\$.*?\$\$/g, "$$$$");
  if (/;/.test(told)) return false;
  const unique = /^create unique index \w+ on (\w+) /.exec(told);
  // On a table of its own, or only where a new column is filled.
  if (unique) return before.includes(`create table ${unique[1]} `) || /where (\w+) is not null$/.test(told) && before.includes(`add column ${/where (\w+) is not null$/.exec(told)?.[1]} `);
  if (/^(create table|create index|create function|create trigger|insert into|update) /.test(told)) return true;
  const altered = /^alter table \w+ (.*)$/.exec(told);
  return altered !== null && parts(altered[1] ?? "").every(harmlessChange);
};

const refusedOf = (statements: readonly string[]): string[] =>
  statements.filter((statement, at) => !onlyAdds(statement, statements.slice(0, at).join("\n").toLowerCase()) && !(statement in ALLOWED));

describe("the version before works on the schema of this one", () => {
  test("every file is listed, in the order of its number", () => {
    const files = readdirSync("src/store/migrations").filter((file) => /^\d/.test(file)).map((file) => file.replace(/\.ts$/, "")).sort();
    expect(Object.keys(MIGRATIONS)).toEqual(files);
    expect(new Set(files.map((file) => file.slice(0, 3))).size).toBe(files.length);
  });

  test.each(Object.keys(MIGRATIONS).slice(1))("%s only adds", async (name) => {
    const statements = await statementsOf(name);
    expect(statements.length).toBeGreaterThan(0);
    expect(refusedOf(statements)).toEqual([]);
  });

  test("every exception is still needed", async () => {
    const all = (await Promise.all(Object.keys(MIGRATIONS).map(statementsOf))).flat();
    expect(Object.keys(ALLOWED).filter((statement) => !all.includes(statement))).toEqual([]);
  });

  test.each([
    "drop table bodies", "alter table exchanges drop column url", "alter table exchanges rename column url to address", "alter table exchanges rename to calls",
    "alter table exchanges alter column status type bigint", "alter table exchanges alter column status set not null", "alter table exchanges add column a text not null",
    "alter table exchanges add column a text, drop column url", "alter table exchanges add constraint positive check (status > 0)", "alter table exchanges add column a text unique",
    "create unique index one_url on exchanges (url)", "delete from bodies", "truncate bodies", "create table a (b text); drop table bodies", "drop index outbox_waiting",
  ])("refused: %s", (statement) => {
    expect(refusedOf([statement])).toEqual([statement]);
  });

  test.each([
    "create table a (b text not null)", "create index a_b on a (b)", "alter table a add column b text", "alter table a add column b numeric(10, 2) not null default 0, add column c text",
    "alter table a alter column b drop not null", "update a set b = 1",
  ])("taken: %s", (statement) => {
    expect(refusedOf([statement])).toEqual([]);
  });
});
