import { personIn } from "../../domain/access/caller.js";
import type { PeopleStore } from "../../domain/people/model.js";

/** Whoever is gone. */
const FORMER = "a former member of staff";

/**
 * The answer with names in the place of `actor: "person:<id>"`, which is all that timelines keep: a name is told while the person is
 * there, and forgotten with them. What holds no person is given back as it is.
 */
export const nameActors = ({ names }: Pick<PeopleStore, "names">) => async (body: unknown): Promise<unknown> => {
  const ids = new Set<string>();
  collect(body, ids);
  if (ids.size === 0) return body;
  const known = await names([...ids]);
  return renamed(body, known);
};

const collect = (value: unknown, ids: Set<string>): void => {
  if (Array.isArray(value)) return value.forEach((item) => collect(item, ids));
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const id = key === "actor" && typeof inner === "string" ? personIn(inner) : undefined;
    if (id === undefined) collect(inner, ids);
    else ids.add(id);
  }
};

const renamed = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((item) => renamed(item, names));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => {
    const id = key === "actor" && typeof inner === "string" ? personIn(inner) : undefined;
    return [key, id === undefined ? renamed(inner, names) : (names.get(id) ?? FORMER)];
  }));
};
