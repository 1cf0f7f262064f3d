/** Asking a partner what it publishes of itself. Rows are those of PROTOCOL 7. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { institutionsV2Client } from "../../../../src/ewp/institutions/v2/client.js";
import { NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());

const answer = (content: string) => partner.answers(`<institutions-response xmlns="${NS.institutions}">${content}</institutions-response>`);
const ask = () => institutionsV2Client(partner.caller.calls).institution(US, P);

test("rows 103 and 104: the partner's own entry, with an unknown kind of id and elements that we do not know", async () => {
  answer(`<hei><hei-id>other.example</hei-id><name>Other</name></hei>
    <hei><hei-id>${P}</hei-id><other-id type="orcid-like">X 1</other-id><name xml:lang="fr">Lac</name><motto>Sursum</motto><root-ounit-id>r</root-ounit-id><ounit-id>r</ounit-id></hei>`);
  expect(await ask()).toEqual({
    heiId: P, otherIds: [{ type: "orcid-like", value: "X 1" }], names: [{ text: "Lac", lang: "fr" }], rootOunitId: "r", ounitIds: ["r"],
    websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [],
  });
  expect(partner.asked()).toEqual([{ method: "GET", path: "/institutions", params: `hei_id=${P}` }]);
});

test("a partner that says nothing of itself", async () => {
  answer("<hei><hei-id>other.example</hei-id><name>Other</name></hei>");
  expect(await ask()).toBeUndefined();
});
