/** Import a cohort of nominations from a file: look first, then confirm. */
import { connect, dataOf } from "passerelle/client";

const { PASSERELLE_URL: url = "", PASSERELLE_TOKEN: token = "", HEI_ID: heiId = "" } = process.env;
const node = connect({ url, token });

// The template tells the columns, and is a valid file with one row.
const file = await dataOf(node.GET("/institutions/{heiId}/nomination-imports", { params: { path: { heiId } }, parseAs: "text" }));
const importCohort = async (confirm: boolean) => {
  const answer = await dataOf(node.POST("/institutions/{heiId}/nomination-imports", {
    params: { path: { heiId }, query: { confirm: confirm ? "true" : "false" } }, body: file, bodySerializer: (text: unknown) => text, headers: { "Content-Type": "text/csv" },
  }));
  // What takes long goes on by itself, and is followed at its own address.
  if ("state" in answer) throw new Error(`the import ${answer.id} is ${answer.state}: look at nomination-imports/${answer.id}`);
  return answer;
};
const looked = await importCohort(false);
console.log("rows", looked.rows, "wrong", looked.wrong.length);
if (looked.wrong.length === 0) console.log("created", (await importCohort(true)).created);
