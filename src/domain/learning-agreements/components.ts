/** Tables of components: a first version, changes to it, what holds with these changes (PROTOCOL 5.17: cumulative, relative to the first version). */
import { omit } from "../../kernel/omit.js";
import { type Component, type Components, type Reason, type Table, TABLES } from "./model.js";

/** Two components are the same when everything but the change mark is. Ordered by name, so that the order of properties says nothing. */
export const contentKey = (component: Component): string => canonical(omit(component, "change"));

/** JSON with sorted names: equal values have equal texts. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, part]) => part !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`;
};

const eachTable = (make: (table: Table) => readonly Component[] | undefined): Components =>
  Object.fromEntries(TABLES.map((table) => [table, make(table)] as const).filter(([, rows]) => rows !== undefined));

const plain = (component: Component): Component => omit(component, "change");
const isDeleted = ({ change }: Component): boolean => change?.status === "deleted";

/** The components of `list` that `others` has no equal for, each equal used up once. */
const without = (list: readonly Component[], others: readonly Component[]): readonly Component[] => {
  const left = new Map<string, number>();
  for (const other of others) left.set(contentKey(other), (left.get(contentKey(other)) ?? 0) + 1);
  return list.filter((component) => {
    const count = left.get(contentKey(component)) ?? 0;
    if (count > 0) left.set(contentKey(component), count - 1);
    return count === 0;
  });
};

/** Rows of a first version: what is marked as deleted is left out, marks are taken off. */
export const asFirstVersion = (rows: Components): Components => eachTable((table) => rows[table]?.filter((row) => !isDeleted(row)).map(plain));

/**
 * The changes that lead from the first version to these rows, as people see the tables: what is not there any more, or marked as deleted, is
 * deleted; what is new is inserted; reasons are taken from the rows. So a component of an earlier change that is dropped by the next one
 * simply disappears.
 */
export const changesBetween = (first: Components, rows: Components): Components =>
  eachTable((table) => {
    const [before, given] = [first[table] ?? [], rows[table] ?? []];
    const target = given.filter((row) => !isDeleted(row));
    const deleted = without(before, target).map((component) => ({ ...plain(component), change: { ...reasonOf(markedIn(given, component)), status: "deleted" as const } }));
    const inserted = without(target, before).map((component) => ({ ...plain(component), change: { ...reasonOf(component), status: "inserted" as const } }));
    return first[table] || rows[table] ? [...deleted, ...inserted] : undefined;
  });

const markedIn = (rows: readonly Component[], component: Component): Component | undefined => rows.find((row) => isDeleted(row) && contentKey(row) === contentKey(component));

const reasonOf = (component: Component | undefined): Reason => (component?.change ? omit(component.change, "status") : {});

/** What holds when these changes are made to the first version: without marks. */
export const applied = (first: Components, changes: Components | undefined): Components => {
  if (!changes) return first;
  return eachTable((table) => {
    if (!first[table] && !changes[table]) return undefined;
    const [deleted, inserted] = [(changes[table] ?? []).filter(isDeleted), (changes[table] ?? []).filter((row) => !isDeleted(row))];
    return [...without(first[table] ?? [], deleted), ...inserted.map(plain)];
  });
};

/** Changes that delete what the first version does not have. */
export const strayDeletions = (first: Components, changes: Components): readonly { readonly table: Table; readonly component: Component }[] =>
  TABLES.flatMap((table) => without((changes[table] ?? []).filter(isDeleted), first[table] ?? []).map((component) => ({ table, component })));

export const hasChanges = (changes: Components): boolean => TABLES.some((table) => (changes[table] ?? []).length > 0);

/** One component that two versions do not share. */
export interface ComponentDifference {
  readonly table: Table;
  readonly what: "added" | "removed";
  readonly component: Component;
}

export const componentDifferences = (before: Components, after: Components): readonly ComponentDifference[] =>
  TABLES.flatMap((table) => [
    ...without(before[table] ?? [], after[table] ?? []).map((component) => ({ table, what: "removed" as const, component })),
    ...without(after[table] ?? [], before[table] ?? []).map((component) => ({ table, what: "added" as const, component })),
  ]);

export const sameComponents = (a: Components, b: Components): boolean => componentDifferences(a, b).length === 0;
