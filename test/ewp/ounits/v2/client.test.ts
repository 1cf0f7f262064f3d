/** Asking a partner for its units. Rows are those of PROTOCOL 7. */
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ounitsV2Client } from "../../../../src/ewp/ounits/v2/client.js";
import { NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());
beforeEach(() => { partner.asked(); });

const ask = (...ids: readonly string[]) => ounitsV2Client(partner.caller.calls).ounits(US, P, ids);

test("row 45: as many calls as the partner's limit of 3 asks for, and its units in the order of the answers", async () => {
  partner.answers((params) => `<ounits-response xmlns="${NS.ounits}">${params.getAll("ounit_id").map((id) =>
    `<ounit><ounit-id>${id}</ounit-id><ounit-code>C ${id}</ounit-code><name>Unit ${id}</name><dean>N.N.</dean></ounit>`).join("")}</ounits-response>`);
  const units = await ask("1", "2", "3", "4", "5", "6", "7");
  expect(partner.asked().map(({ params }) => params)).toEqual([
    `hei_id=${P}&ounit_id=1&ounit_id=2&ounit_id=3`, `hei_id=${P}&ounit_id=4&ounit_id=5&ounit_id=6`, `hei_id=${P}&ounit_id=7`,
  ]);
  expect(units.map(({ id }) => id)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(units[0]).toEqual({ heiId: P, id: "1", code: "C 1", names: [{ text: "Unit 1" }], websiteUrls: [], factsheetUrls: [], contacts: [] });
});

test("nothing is asked for when nothing is wanted", async () => {
  expect(await ask()).toEqual([]);
  expect(partner.asked()).toEqual([]);
});

test("units that the partner does not show are left out", async () => {
  partner.answers(`<ounits-response xmlns="${NS.ounits}"/>`);
  expect(await ask("hidden")).toEqual([]);
});
