import { dataOf } from "../../sandbox/office-client.js";
import { type Command, print } from "../command.js";
import { ASKS_A_NODE, office } from "../office.js";

export const command: Command = {
  usage: "keys [HEI]",
  about: `Lists the keys of each institution: fingerprint, purpose, and whether the catalogue shows them. ${ASKS_A_NODE} Keys are made when an institution is created.`,
  words: 1,
  options: {},
  async run(args) {
    const node = office();
    const { items } = await dataOf(node.GET("/institutions"));
    const wanted = items.filter(({ heiId }) => args.words.length === 0 || args.words.includes(heiId));
    for (const { heiId } of wanted) {
      const { keys } = await dataOf(node.GET("/institutions/{heiId}/manifest", { params: { path: { heiId } } }));
      print(heiId, ...keys.map(({ purpose, fingerprint, inCatalogue, createdAt, retiredAt }) =>
        `  ${purpose}  ${fingerprint}  ${inCatalogue ? "in the catalogue" : "not in the catalogue"}  since ${createdAt}${retiredAt ? `, retired ${retiredAt}` : ""}`));
    }
    if (wanted.length > 0) return 0;
    process.stderr.write("This node serves no such institution.\n");
    return 1;
  },
};
