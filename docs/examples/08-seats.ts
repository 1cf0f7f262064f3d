/** Places of a year: agreed, nominated, approved and left. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "" } = process.env;
const node = connect({ url, token });

const { items } = await dataOf(node.GET("/institutions/{heiId}/seats", { params: { path: { heiId }, query: { direction: "outgoing", academicYear: "2026/2027" } } }));
for (const { partnerHeiId, agreed, nominated, approved, left } of items) console.log(partnerHeiId, "agreed", agreed, "nominated", nominated, "approved", approved, "left", left);
