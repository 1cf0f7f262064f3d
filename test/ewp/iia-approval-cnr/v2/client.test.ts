/** Telling a partner that something changed (PROTOCOL 5.11). Rows are those of PROTOCOL 7. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { iiaApprovalCnrV2Client } from "../../../../src/ewp/iia-approval-cnr/v2/client.js";
import { iiaId } from "../../../../src/kernel/ids.js";
import { failureOf, NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());

const tell = (id: string) => iiaApprovalCnrV2Client(partner.caller.calls)(US, P, iiaId(id));

test("row 65: a POST with the partner's id and nothing else; the exchange proves it", async () => {
  partner.answers(`<iia-approval-cnr-response xmlns="${NS.approvalCnr}"/>`);
  const id = await tell("id+&=");
  expect(partner.asked()).toEqual([{ method: "POST", path: "/approval-cnr", params: "iia_id=id%2B%26%3D" }]);
  expect(partner.caller.kept).toMatchObject([{ id, heiId: US, partnerHeiId: P, api: "iia-approval-cnr", endpoint: "", status: 200 }]);
});

test("row 103: whatever an empty answer contains is ignored", async () => {
  partner.answers(`<iia-approval-cnr-response xmlns="${NS.approvalCnr}">thanks<x:y xmlns:x="urn:x"/></iia-approval-cnr-response>`);
  expect(await tell("a")).toBe(partner.caller.kept.at(-1)?.id);
});

test("something else in place of the answer is no delivery", async () => {
  partner.answers("<html><body>Welcome</body></html>", "text/html");
  expect(await failureOf(tell("a"))).toMatchObject({ reason: "The partner answered with a web page instead of an XML document.", retry: false, status: 200 });
});
