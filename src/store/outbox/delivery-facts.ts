import type { Kysely } from "kysely";
import type { DeliveryFact, DeliveryFacts } from "../../domain/agreements/ports.js";
import type { DeliveryKind } from "../../outbox/model.js";
import type { Tables } from "../sql/tables.js";
import { toDelivery } from "./rows.js";

const ABOUT_OBJECTS: readonly DeliveryKind[] = ["iia-cnr", "iia-approval-cnr", "refresh-iia", "refresh-iia-approval"];

/** What became of the notifications and refreshes of an agreement. */
export const deliveryFacts = (db: Kysely<Tables>): DeliveryFacts => ({
  latest: async (heiId, partnerHeiId, objectIds) => {
    if (objectIds.length === 0) return [];
    const rows = await db.selectFrom("outbox").selectAll().distinctOn(["kind", "object_id"])
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("object_id", "in", objectIds).where("kind", "in", ABOUT_OBJECTS)
      .orderBy("kind").orderBy("object_id").orderBy("id", "desc").execute();
    return rows.map((row) => toDelivery(row) as DeliveryFact);
  },
});
