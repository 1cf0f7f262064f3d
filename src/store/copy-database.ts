import { sql, type Kysely, type Transaction } from "kysely";
import { connect, type ConnectOptions } from "./connection/connect.js";
import { migrate, pendingMigrations } from "./migrations/migrate.js";
import type { Tables } from "./sql/tables.js";

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
}

/**
 * Copies everything of one database into another, empty one, of whatever kind, in one transaction: the schema by the migrations, all rows
 * as they are, the sequences. Then both are compared by the sum of their rows. Throws an Error that says what is wrong; nothing is
 * copied then. What is written to the source meanwhile is not copied.
 */
export const copyDatabase = async (from: ConnectOptions, to: ConnectOptions): Promise<readonly CopiedTable[]> => {
  const source = await connect(from);
  try {
    const pending = await pendingMigrations(source.db);
    if (pending.length > 0) throw new Error(`The database is of a former version (${pending.join(", ")} is missing); run \`passerelle migrate\` first.`);
    const target = await connect(to);
    try {
      await refuseRows(target.db);
      await migrate(target.db);
      return await inStep(source.db, target.db);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
};

/** Anything in it, of ours or of somebody else, may not be mixed with. */
const refuseRows = async (target: Kysely<Tables>): Promise<void> => {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'kysely%' order by name`.execute(target);
  const filled: string[] = [];
  for (const { name } of rows) {
    const found = await sql<{ any: boolean }>`select exists (select from ${sql.raw(name)}) as any`.execute(target);
    if (found.rows[0]?.any === true) filled.push(name);
  }
  if (filled.length > 0) throw new Error(`The target is not empty, so nothing was copied: there are rows in ${filled.join(", ")}.`);
};

type Tx = Transaction<Tables>;

const inStep = (source: Kysely<Tables>, target: Kysely<Tables>): Promise<readonly CopiedTable[]> =>
  source.transaction().setIsolationLevel("repeatable read").execute((from) => target.transaction().execute(async (to) => {
    for (const tx of [from, to]) await unmistakable(tx);
    const triggered = await triggeredTables(to);
    // What triggers wrote at the source is copied too.
    for (const table of triggered) await sql`alter table ${sql.table(table)} disable trigger user`.execute(to);
    const copied: CopiedTable[] = [];
    for (const table of await tablesOf(from)) {
      await copyRows(table, from, to);
      const [before, after] = [await sumOf(table, from), await sumOf(table, to)];
      if (before.rows !== after.rows || before.sum !== after.sum) throw new Error(`The copy of ${table} is not equal to it (${before.rows} rows, ${after.rows} in the copy), so nothing was copied.`);
      copied.push({ table, rows: Number(after.rows) });
    }
    await copySequences(from, to);
    for (const table of triggered) await sql`alter table ${sql.table(table)} enable trigger user`.execute(to);
    return copied;
  }));

/** How values are written does not depend on the settings of a server. */
const unmistakable = (tx: Tx): Promise<unknown> =>
  sql`select set_config('datestyle', 'ISO, YMD', true), set_config('extra_float_digits', '1', true), set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)`.execute(tx);

const triggeredTables = async (tx: Tx): Promise<readonly string[]> =>
  (await sql<{ name: string }>`select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = current_schema()::regnamespace order by 1`.execute(tx)).rows.map(({ name }) => name);

/** All tables of ours; what is referred to comes before what refers to it. */
const tablesOf = async (tx: Tx): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string; refers: string[] }>`
    select c.relname as name, coalesce(array_agg(r.confrelid::regclass::text) filter (where r.confrelid <> c.oid), '{}') as refers
    from pg_class c left join pg_constraint r on r.conrelid = c.oid and r.contype = 'f'
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%' group by c.relname order by c.relname`.execute(tx);
  const ordered: string[] = [];
  while (ordered.length < rows.length) {
    const next = rows.find(({ name, refers }) => !ordered.includes(name) && refers.every((other) => ordered.includes(other)));
    if (!next) throw new Error("tables refer to each other in a circle");
    ordered.push(next.name);
  }
  return ordered;
};

/** Text that is under way at once, at most, unless a single row is longer. */
const BATCH_CHARACTERS = 4_000_000;
const MOST_ROWS = 1_000;

const copyRows = async (table: string, from: Tx, to: Tx): Promise<void> => {
  const columns = await columnsOf(table, from);
  const longest = await sql<{ longest: number }>`select coalesce(max(octet_length(t::text)), 1) as longest from ${sql.table(table)} t`.execute(from);
  const atOnce = Math.max(1, Math.min(MOST_ROWS, Math.floor(BATCH_CHARACTERS / (longest.rows[0]?.longest ?? 1))));
  const texts = sql.join(columns.map(({ name }) => sql`${sql.ref(name)}::text as ${sql.ref(name)}`));
  await sql`declare copied no scroll cursor for select ${texts} from ${sql.table(table)}`.execute(from);
  for (;;) {
    const { rows } = await sql<Record<string, string | null>>`fetch ${sql.raw(String(atOnce))} from copied`.execute(from);
    if (rows.length === 0) break;
    await insert(table, columns, rows, to);
  }
  await sql`close copied`.execute(from);
};

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Those that are stored as they were given. */
const columnsOf = async (table: string, tx: Tx): Promise<readonly Column[]> =>
  (await sql<Column>`select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`.execute(tx)).rows;

const insert = async (table: string, columns: readonly Column[], rows: readonly Readonly<Record<string, string | null>>[], to: Tx): Promise<void> => {
  const names = columns.map(({ name }) => sql.ref(name));
  const typed = columns.map(({ name, type }) => sql`${sql.ref(`given.${name}`)}::${sql.raw(type)}`);
  const arrays = columns.map(({ name }) => sql`${rows.map((row) => row[name] ?? null)}::text[]`);
  await sql`insert into ${sql.table(table)} (${sql.join(names)}) overriding system value
    select ${sql.join(typed)} from unnest(${sql.join(arrays)}) as given (${sql.join(names)})`.execute(to);
};

/** Number and sum of all rows, whatever their order. */
const sumOf = async (table: string, tx: Tx): Promise<{ readonly rows: string; readonly sum: string }> => {
  const { rows: [found] } = await sql<{ rows: string; sum: string }>`
    select count(*)::text as rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text as sum from ${sql.table(table)} t`.execute(tx);
  if (!found) throw new RangeError("a sum has one row");
  return found;
};

/** Numbers that were given once are not given again, even if their rows are gone. */
const copySequences = async (from: Tx, to: Tx): Promise<void> => {
  const { rows } = await sql<{ name: string }>`select sequencename as name from pg_sequences where schemaname = current_schema()`.execute(from);
  for (const { name } of rows) {
    const { rows: [state] } = await sql<{ last_value: string; is_called: boolean }>`select last_value, is_called from ${sql.table(name)}`.execute(from);
    if (state) await sql`select setval(${name}::regclass, ${state.last_value}::bigint, ${state.is_called})`.execute(to);
  }
};
