import { personIn } from "../../domain/access/caller.js";
import type { FeedEntry } from "../../domain/feed/model.js";
import { changedObject } from "../../domain/feed/objects.js";
import type { Schema } from "../operation.js";

const BASE = "/api/v1";

/** An entry of the feed: what happened to what, and no personal datum. */
export const presentEntry = ({ cursor, change }: FeedEntry): Schema<"ChangeEntry"> => {
  const { kind, at, actor } = change;
  const { href, ...object } = changedObject(change);
  return { cursor, kind, ...("what" in change && { what: change.what }), at: at.toISOString(), actor: kindOf(actor), object: { ...object, href: `${BASE}${href}` } };
};

const kindOf = (actor: string): Schema<"ChangeEntry">["actor"] => {
  if (actor === "partner" || actor === "node") return actor;
  return personIn(actor) === undefined ? "system" : "person";
};
