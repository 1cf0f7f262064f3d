/** Asking a partner for its factsheet. Rows are those of PROTOCOL 7. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { factsheetV1Client } from "../../../../src/ewp/factsheet/v1/client.js";
import { failureOf, NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());

const info = (name: string) => `<${name}><email>a@lac.example</email><p:phone-number><p:e164>+4122</p:e164></p:phone-number><website-url>https://lac.example/${name}</website-url></${name}>`;
const terms = (name: string) => `<${name}><autumn-term>--06-15</autumn-term><spring-term>--11-15</spring-term></${name}>`;
const factsheet = (heiId: string) => `<factsheet><hei-id>${heiId}</hei-id><calendar>${terms("student-nominations")}${terms("student-applications")}</calendar>${info("application-info")}
  <decision-weeks-limit>5</decision-weeks-limit><tor-weeks-limit>6</tor-weeks-limit><weather>rain</weather>${info("housing-info")}${info("visa-info")}${info("insurance-info")}</factsheet>`;
const answer = (content: string) => partner.answers(`<factsheet-response xmlns="${NS.factsheet}" xmlns:p="${NS.phone}">${content}</factsheet-response>`);
const ask = () => factsheetV1Client(partner.caller.calls).factsheet(US, P);

test("row 103: the partner's own, with what we do not know left out", async () => {
  answer(factsheet("other.example") + factsheet(P));
  expect(await ask()).toMatchObject({
    heiId: P, studentNominations: { autumnTerm: "--06-15", springTerm: "--11-15" }, decisionWeeksLimit: 5, torWeeksLimit: 6, accessibility: [], additionalInfo: [],
    visaInfo: { email: "a@lac.example", phoneNumber: { e164: "+4122" }, websiteUrls: [{ url: "https://lac.example/visa-info" }] },
  });
  expect(partner.asked()).toEqual([{ method: "GET", path: "/factsheet", params: `hei_id=${P}` }]);
});

test("a partner without a factsheet", async () => {
  answer("");
  expect(await ask()).toBeUndefined();
});

test("a factsheet with half of its facts is the partner's failure", async () => {
  answer(factsheet(P).replace("<tor-weeks-limit>6</tor-weeks-limit>", ""));
  expect(await failureOf(ask())).toMatchObject({ reason: "The partner's answer is no valid factsheet-response: /factsheet-response/factsheet[1]/tor-weeks-limit: missing. Its technicians have to repair this.", retry: false });
});
