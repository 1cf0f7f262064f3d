/** What a cell holds: empty where the item has no such value. */
export type Cell = string | number | boolean | undefined;

/** The value of an item at a path such as `student.givenNames`; of several values all, with `; ` between them. */
export const cellAt = (item: unknown, path: string): Cell => cellOf(path.split(".").reduce((value: unknown, name) => partOf(value, name), item));

const partOf = (value: unknown, name: string): unknown => (typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined);

const cellOf = (value: unknown): Cell => {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.map((one) => cellOf(one) ?? "").join("; ");
  if (typeof value === "object") return "text" in value ? String(value.text) : JSON.stringify(value);
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
};
