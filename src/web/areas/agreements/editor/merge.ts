import type { Terms } from "../model.js";

/** One field that a colleague's edit and one's own draft say differently. */
export interface Clash {
  /** Path as the node names it, e.g. `conditions[0].mobilitiesPerYear`; `conditions` when their number differs. */
  readonly path: string;
  readonly base: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
  /** Whom the common origin speaks for: the one who changed it. `mine` when both did. */
  readonly suggested: "mine" | "theirs";
}

type Loose = Readonly<Record<string, unknown>>;
const EMPTY: Loose = {};
const same = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)])) : value;

/** Where a colleague's edit and one's own part, field by field. */
export const clashes = (base: Terms, theirs: Terms, mine: Terms): readonly Clash[] => {
  const whole = theirs.conditions.length !== mine.conditions.length;
  const places: readonly (readonly [string, Loose, Loose, Loose])[] = [
    ["owner", base.owner ?? EMPTY, theirs.owner ?? EMPTY, mine.owner ?? EMPTY],
    ["partner", base.partner ?? EMPTY, theirs.partner ?? EMPTY, mine.partner ?? EMPTY],
    ...(whole ? [] : mine.conditions.map((one, at) => [`conditions[${at}]`, base.conditions[at] ?? EMPTY, theirs.conditions[at] ?? EMPTY, one] as const)),
  ];
  const fields = places.flatMap(([place, b, t, m]) => [...new Set([...Object.keys(t), ...Object.keys(m)])].map((name) => clash(`${place}.${name}`, b[name], t[name], m[name])));
  return [...fields, ...(whole ? [clash("conditions", base.conditions, theirs.conditions, mine.conditions)] : [])].filter((one) => !same(one.theirs, one.mine));
};

const clash = (path: string, base: unknown, theirs: unknown, mine: unknown): Clash => ({ path, base, theirs, mine, suggested: same(base, mine) ? "theirs" : "mine" });

/** One's own terms with the colleague's side of the named paths. */
export const mergedTerms = (mine: Terms, found: readonly Clash[], takeTheirs: ReadonlySet<string>): Terms => {
  const merged = structuredClone(mine) as unknown as Record<string, unknown>;
  for (const { path, theirs } of found.filter((one) => takeTheirs.has(one.path))) put(merged, path, theirs);
  return merged as unknown as Terms;
};

const put = (into: Record<string, unknown>, path: string, value: unknown): void => {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  const place = steps.reduce((at, step) => (at[step] ??= {}) as Record<string, unknown>, into);
  if (value === undefined) delete place[last];
  else place[last] = value;
};
