import type { InboxItem, InboxKind } from "../../domain/inbox/model.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** Where the record is, below the institution. */
const ADDRESSES: Readonly<Record<InboxKind, (item: Pick<InboxItem, "partnerHeiId" | "objectId">) => readonly string[]>> = {
  "agreement": ({ objectId }) => ["agreements", objectId],
  "incoming-copy": ({ partnerHeiId, objectId }) => ["incoming", partnerHeiId, objectId],
  "outgoing-nomination": ({ objectId }) => ["outgoing-nominations", objectId],
  "incoming-nomination": ({ partnerHeiId, objectId }) => ["incoming-nominations", partnerHeiId, objectId],
  "outgoing-learning-agreement": ({ objectId }) => ["outgoing-learning-agreements", objectId],
  "incoming-learning-agreement": ({ partnerHeiId, objectId }) => ["incoming-learning-agreements", partnerHeiId, objectId],
  "outgoing-transcript": ({ partnerHeiId, objectId }) => ["outgoing-transcripts", partnerHeiId, objectId],
  "incoming-transcript": ({ partnerHeiId, objectId }) => ["incoming-transcripts", partnerHeiId, objectId],
  "delivery": ({ objectId }) => ["deliveries", objectId],
};

export const addressOf = (item: Pick<InboxItem, "kind" | "partnerHeiId" | "objectId">): string => ADDRESSES[item.kind](item).map(encodeURIComponent).join("/");

export const presentItem = (item: InboxItem, partnerName: string | undefined): Schema<"InboxItem"> =>
  ({ ...item, unitIds: [...item.unitIds], actions: [...item.actions], data: { ...item.data }, since: item.since.toISOString(), address: addressOf(item), ...given({ partnerName }) });
