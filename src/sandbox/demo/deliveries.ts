import { dataOf, type Schemas } from "../office-client.js";
import { waitUntil } from "../processes/wait-until.js";
import type { Side } from "../side.js";

type Delivery = Schemas["Delivery"];
/** Look-ups that are repeated on a schedule anyway; the others follow from what happened in the journey. */
const isScheduled = (kind: Delivery["kind"]): boolean => /^(pull|sweep)-/.test(kind);

/** Waits until nothing that follows from the journey is still to be delivered. Gives how many were; throws when one was given up. */
export const allDelivered = (side: Side, seconds: number): Promise<number> =>
  waitUntil(`all deliveries of ${side.heiId}`, seconds, async () => {
    const all = (await deliveriesOf(side)).filter(({ kind }) => !isScheduled(kind));
    const open = all.filter(({ state }) => state !== "delivered");
    if (open.length > 0) throw new Error(open.map(({ kind, objectId, state, reason }) => `${kind} ${objectId} is ${state}${reason === undefined ? "" : `: ${reason}`}`).join("; "));
    return all.length;
  });

const deliveriesOf = async (side: Side): Promise<readonly Delivery[]> => {
  const found: Delivery[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...cursor !== undefined && { cursor } };
    const page = await dataOf(side.office.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId: side.heiId }, query } }));
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
};
