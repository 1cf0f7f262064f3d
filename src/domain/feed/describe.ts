import { personIn } from "../access/caller.js";
import type { ChangeKind } from "../changes.js";
import type { FeedEntry } from "./model.js";
import { type ChangedObject, changedObject } from "./objects.js";

/** An entry as systems are told of it: what happened to what, and no personal datum. */
export interface EntryDescription {
  readonly cursor: string;
  readonly kind: ChangeKind;
  /** More exactly, as in the timeline. */
  readonly what?: string;
  /** ISO 8601. */
  readonly at: string;
  readonly actor: "system" | "person" | "partner" | "node";
  readonly object: ChangedObject;
}

export const describeEntry = ({ cursor, change }: FeedEntry): EntryDescription =>
  ({ cursor, kind: change.kind, ...("what" in change && { what: change.what }), at: change.at.toISOString(), actor: kindOf(change.actor), object: changedObject(change) });

const kindOf = (actor: string): EntryDescription["actor"] => {
  if (actor === "partner" || actor === "node") return actor;
  return personIn(actor) === undefined ? "system" : "person";
};
