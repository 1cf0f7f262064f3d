/** A record with a value for each of these kinds. */
export const everyKind = <K extends string, V>(kinds: readonly K[], make: (kind: K) => V): Record<K, V> =>
  Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<K, V>;
