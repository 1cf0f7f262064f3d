/** Asking a partner which of our copies it approved. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { iiasApprovalV2Client } from "../../../../src/ewp/iias-approval/v2/client.js";
import { iiaId } from "../../../../src/kernel/ids.js";
import { failureOf, NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { hashOf } from "../../../support/agreements/sample-agreements.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());
beforeEach(() => {
  partner.asked();
  partner.caller.kept.length = 0;
});

const answer = (content: string) => partner.answers(`<a:iias-approval-response xmlns:a="${NS.approval}">${content}</a:iias-approval-response>`);
const approval = (id: string, more = "") => `<a:approval><a:iia-id>${id}</a:iia-id><a:iia-hash>${hashOf(id)}</a:iia-hash>${more}</a:approval>`;
const ask = () => iiasApprovalV2Client(partner.caller.calls).approval(US, P, iiaId("ours"));

describe("the partner's approval of our copy", () => {
  test("present: the hash that it approved and the exchange that proves it", async () => {
    answer(approval("ours"));
    expect(await ask()).toEqual({ hash: hashOf("ours"), exchangeId: partner.caller.kept[0]?.id });
    expect(partner.asked()).toEqual([{ method: "GET", path: "/approval", params: "iia_id=ours" }]);
    expect(partner.caller.kept[0]?.responseHeaders?.["signature"]).toMatch(/^keyId=/);
  });

  test("with a counter-signed file, among others and beside elements that we do not know (row 103)", async () => {
    answer(`<x:new xmlns:x="urn:x"/>${approval("OURS")}${approval("ours", "<a:pdf-file>f-1</a:pdf-file><a:later>1</a:later>")}`);
    expect(await ask()).toEqual({ hash: hashOf("ours"), pdfFileId: "f-1", exchangeId: partner.caller.kept[0]?.id });
  });

  test("absent: an answer too, and as well proven", async () => {
    for (const content of ["", approval("OURS"), approval("another")]) {
      answer(content);
      expect(await ask()).toEqual({ exchangeId: partner.caller.kept.at(-1)?.id });
    }
  });

  test("an unusable hash is the partner's failure, not the absence of an approval", async () => {
    answer(approval("ours").replace(hashOf("ours"), hashOf("ours").toUpperCase()));
    expect(await failureOf(ask())).toMatchObject({
      reason: "The partner's answer is no valid iias-approval-response: /iias-approval-response/approval[1]/iia-hash: expected a SHA-256 in 64 lower-case hex digits. Its technicians have to repair this.", retry: false,
    });
  });

  test("row 8.20: a wrong namespace is tolerated as a named quirk", async () => {
    partner.answers(`<iias-approval-response xmlns="${NS.approval.replace("v2", "v1")}"><approval><iia-id>ours</iia-id><iia-hash>${hashOf("ours")}</iia-hash></approval></iias-approval-response>`);
    expect(await ask()).toMatchObject({ hash: hashOf("ours") });
    expect(partner.caller.kept[0]?.quirks).toEqual(["wrong-namespace"]);
  });
});
