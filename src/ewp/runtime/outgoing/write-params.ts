import type { ApiEntry } from "../../../registry/model.js";
import type { Endpoint, Method } from "../define.js";
import type { Param, Params } from "../params.js";

type Given = Readonly<Record<string, unknown>>;

/** Values of a parameter as a list, whatever its occurrence. */
const listed = (given: Given, key: string, { occurs }: Param): readonly unknown[] => {
  const value = given[key];
  if (value === undefined) return [];
  return occurs === "repeatable" ? (value as readonly unknown[]) : [value];
};

/** How many values of a parameter the partner takes at once: what it publishes, 1 if nothing, and never more than 100 (PROTOCOL 4.2). */
const mostAtOnce = ({ limit }: Param, { limits }: ApiEntry): number => (limit === undefined ? Infinity : Math.min(limits[limit] ?? 1, 100));

/** More would make answers that wait long to be written, and that a single faulty document spoils for many. */
const MOST_IDS = 50;

/** How many ids go into one request. */
export const idsPerRequest = (params: Params, entry: ApiEntry): number =>
  Math.max(1, Math.min(MOST_IDS, ...Object.values(params).filter(({ limit }) => limit !== undefined).map((param) => mostAtOnce(param, entry))));

/** The parameters as a form. Throws `RangeError` for what the definition does not allow: our own mistake, not the partner's. */
export const writeParams = (params: Params, given: Given): URLSearchParams => {
  const form = new URLSearchParams();
  for (const [key, param] of Object.entries(params)) {
    const values = listed(given, key, param);
    if (values.length < param.min) throw new RangeError(`the parameter ${param.name} needs at least ${param.min} value`);
    for (const value of values) {
      const text = param.type.write(value);
      if (text === undefined) throw new RangeError(`the parameter ${param.name} cannot have this value; expected ${param.type.expected}`);
      form.append(param.name, text);
    }
  }
  return form;
};

/** Throws `RangeError` when some list is longer than the partner takes. */
export const requireWithinLimits = (params: Params, given: Given, entry: ApiEntry): void => {
  for (const [key, param] of Object.entries(params)) {
    const count = listed(given, key, param).length;
    const most = mostAtOnce(param, entry);
    if (count > most) throw new RangeError(`${count} values of ${param.name} are more than the ${most} that the partner takes at once`);
  }
};

/** The same parameters in as many parts as the partner's limits ask for. */
export const inBatches = (params: Params, given: Given, entry: ApiEntry): Given[] => {
  const long = Object.entries(params).filter(([key, param]) => listed(given, key, param).length > mostAtOnce(param, entry));
  const [first, second] = long;
  if (second) throw new RangeError(`both ${long.map(([key]) => key).join(" and ")} are longer than the partner takes at once`);
  if (!first) return asksForNothing(params, given) ? [] : [given];
  const [key, param] = first;
  const [values, size] = [listed(given, key, param), Math.max(1, mostAtOnce(param, entry))];
  const starts = Array.from({ length: Math.ceil(values.length / size) }, (_, index) => index * size);
  return starts.map((start) => ({ ...given, [key]: values.slice(start, start + size) }));
};

/** An empty list where at least one value is needed. */
const asksForNothing = (params: Params, given: Given): boolean =>
  Object.entries(params).some(([key, param]) => param.occurs === "repeatable" && param.min > 0 && listed(given, key, param).length === 0);

/** Longest query that goes into a GET; every server takes as much. */
const LONGEST_QUERY = 1500;

/** GET where the endpoint has it, but POST for several ids or a long query (PROTOCOL 4.1). */
export const methodFor = ({ methods, params }: Endpoint, form: URLSearchParams): Method => {
  if (!methods.includes("GET") || !methods.includes("POST")) return methods[0] ?? "GET";
  const manyIds = Object.values(params).some(({ name, limit }) => limit !== undefined && form.getAll(name).length > 1);
  return manyIds || form.toString().length > LONGEST_QUERY ? "POST" : "GET";
};
