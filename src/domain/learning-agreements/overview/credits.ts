import { type Component, type Components, type Table, TABLES } from "../model.js";

/** Credits of one table in one scheme; `value` is an exact decimal. */
export interface CreditTotal {
  readonly table: Table;
  readonly scheme: string;
  readonly value: string;
}

/** Decimals as whole numbers of this many digits behind the point: sums of floating-point numbers would not be exact. */
const DIGITS = 6;

const scaled = (decimal: string): bigint => {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(decimal) ?? [];
  const value = BigInt(`${whole || "0"}${fraction.slice(0, DIGITS).padEnd(DIGITS, "0")}`);
  return sign === "-" ? -value : value;
};

const written = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(DIGITS + 1, "0");
  const fraction = digits.slice(-DIGITS).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -DIGITS)}${fraction && `.${fraction}`}`;
};

/** Totals of what holds (components without marks, see `applied`): per table and scheme, in the order in which they occur. */
export const creditTotals = (components: Components): readonly CreditTotal[] =>
  TABLES.flatMap((table) => {
    const sums = new Map<string, bigint>();
    for (const { scheme, value } of (components[table] ?? []).flatMap(({ credits }: Component) => credits)) sums.set(scheme, (sums.get(scheme) ?? 0n) + scaled(value));
    return [...sums].map(([scheme, sum]) => ({ table, scheme, value: written(sum) }));
  });
