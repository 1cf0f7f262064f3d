/** Headers of one message: lower-case names; repeated headers joined with ", " in the order received (draft-cavage 2.3). */
export type HeaderMap = Readonly<Record<string, string>>;

type RawHeaders = readonly string[] | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Headers as node and undici give them, either the raw list `[name, value, name, value, ...]` or a record, as a HeaderMap.
 * Prefer the raw list: node's own record drops repeated `Host`, `Date` and `Authorization` headers without a word.
 */
export const headerMap = (raw: RawHeaders): HeaderMap => {
  // No prototype: a header called "constructor" or "__proto__" is a header like any other.
  const map = Object.create(null) as Record<string, string>;
  if (isList(raw)) {
    for (let i = 0; i + 1 < raw.length; i += 2) add(map, raw[i] ?? "", raw[i + 1] ?? "");
    return map;
  }
  for (const [name, value] of Object.entries(raw)) {
    for (const one of value === undefined ? [] : [value].flat()) add(map, name, one);
  }
  return map;
};

const add = (map: Record<string, string>, name: string, value: string): void => {
  const key = name.toLowerCase();
  const before = map[key];
  map[key] = before === undefined ? value.trim() : `${before}, ${value.trim()}`;
};

const isList = (raw: RawHeaders): raw is readonly string[] => Array.isArray(raw);

/** The value of the header `name` (lower case), or undefined; never something inherited. */
export const headerValue = (headers: HeaderMap, name: string): string | undefined =>
  Object.hasOwn(headers, name) ? headers[name] : undefined;
