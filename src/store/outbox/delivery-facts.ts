import type { Kysely } from "kysely";
import { AGREEMENT_DELIVERIES, type DeliveryFact, type DeliveryFacts } from "../../domain/agreements/ports.js";
import type { Tables } from "../sql/tables.js";
import { toDelivery } from "./rows.js";

/** What the questions to an index have instead of an object's id. */
const NO_OBJECT = "";

/** What became of the notifications and refreshes of an agreement, and of the questions to its partner's index. */
export const deliveryFacts = (db: Kysely<Tables>): DeliveryFacts => ({
  latest: async (heiId, partnerHeiId, objectIds) => {
    const rows = await db.selectFrom("outbox").selectAll().distinctOn(["kind", "object_id"])
      .where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("object_id", "in", [NO_OBJECT, ...objectIds]).where("kind", "in", AGREEMENT_DELIVERIES)
      .orderBy("kind").orderBy("object_id").orderBy("id", "desc").execute();
    return rows.map((row) => toDelivery(row) as DeliveryFact);
  },
});
