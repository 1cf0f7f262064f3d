/** What keeps an agreement from being in force, and who has to act; then approve what was looked at. */
import { connect, dataOf, PasserelleProblem } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "", AGREEMENT_ID: agreementId = "" } = process.env;
const node = connect({ url, token });
const params = { path: { heiId, agreementId } };

const { items, next } = await dataOf(node.GET("/institutions/{heiId}/agreements/{agreementId}/check", { params }));
for (const { code, state, title } of items) console.log(state, code, title);
console.log(next?.whoseTurn, next?.sentence);

const { theirs } = await dataOf(node.GET("/institutions/{heiId}/agreements/{agreementId}", { params }));
if (theirs) {
  try {
    const { status } = await dataOf(node.POST("/institutions/{heiId}/agreements/{agreementId}/approve", { params, body: { reviewedHash: theirs.current.hash } }));
    console.log("approved:", status);
  } catch (error) {
    // 409: the partner has changed its copy meanwhile, so nothing was approved. 502 and 504: it does not answer.
    if (!(error instanceof PasserelleProblem)) throw error;
    console.log("not approved:", error.problem.detail);
  }
}
