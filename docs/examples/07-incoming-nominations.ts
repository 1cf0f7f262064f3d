/** Nominations of partners that wait for a decision. */
import { connect, dataOf, every } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "" } = process.env;
const node = connect({ url, token });

const waiting = every((cursor) => dataOf(node.GET("/institutions/{heiId}/incoming-nominations", { params: { path: { heiId }, query: { status: ["pending"], ...cursor } } })));
let count = 0;
for await (const { partnerHeiId, id } of waiting) {
  count++;
  // Decide with POST .../incoming-nominations/{partnerHeiId}/{id}/approve or .../reject and the proposalId that was looked at.
  console.log(partnerHeiId, id);
}
console.log("waiting", count);
