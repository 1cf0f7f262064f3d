/** Every agreement with a partner, page after page. */
import { connect, dataOf, every } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "", PARTNER_ID: partner = "" } = process.env;
const node = connect({ url, token });

const agreements = every((cursor) => dataOf(node.GET("/institutions/{heiId}/agreements", { params: { path: { heiId }, query: { partner, limit: 100, ...cursor } } })));
for await (const { id, status, nextStep } of agreements) console.log(id, status, nextStep);
