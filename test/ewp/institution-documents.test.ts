import { describe, expect, test } from "@jest/globals";
import type { Factsheet, InformationEntry, Institution, Ounit } from "../../src/domain/institutions/model.js";
import { institutionDocuments } from "../../src/ewp/institution-documents.js";
import { heiId } from "../../src/kernel/ids.js";

const stored = { heiId: heiId("rive.example"), revision: 1, changedAt: new Date(0) };
const described = { names: [{ text: "Rive", lang: "en" }], websiteUrls: [], factsheetUrls: [], contacts: [] };
const institution: Institution = { ...stored, ...described, otherIds: [], courseCatalogueUrls: [], adminEmails: ["ewp@rive.example"] };
const ounit: Ounit = { ...stored, ...described, id: "law", code: "LAW" };
const entry: InformationEntry = { email: "io@rive.example", phoneNumber: { e164: "+48123456789" }, websiteUrls: [{ url: "https://rive.example/io" }] };
const terms = { autumnTerm: "--05-15", springTerm: "--10-15" };
const factsheet: Factsheet = {
  ...stored, studentNominations: terms, studentApplications: terms, applicationInfo: entry, housingInfo: entry, visaInfo: entry, insuranceInfo: entry,
  decisionWeeksLimit: 5, torWeeksLimit: 5, additionalRequirements: [], accessibility: [], additionalInfo: [],
};
const expected = "a value that the network's schemas allow";

describe("what partners could not be told is found before it is stored", () => {
  test("nothing stands against sound content", () => {
    expect([...institutionDocuments.institution(institution), ...institutionDocuments.ounit(ounit), ...institutionDocuments.factsheet(factsheet)]).toEqual([]);
  });

  test("a vertical tab from a spreadsheet, in the institution's name: also the manifest could not be written", () => {
    expect(institutionDocuments.institution({ ...institution, names: [{ text: "Ri\u000bve" }] })).toEqual([
      { field: "/institutions-response/hei[1]/name[1]", problem: "U+000B cannot be written in XML", expected },
      { field: "/manifest/host/institutions-covered/hei/name[1]", problem: "U+000B cannot be written in XML", expected },
    ]);
  });

  test.each<[string, Partial<Institution>, string]>([
    ["a language that is none", { names: [{ text: "Rive", lang: "not a language" }] }, "/institutions-response/hei[1]/name[1]/@xml:lang"],
    ["an address that is none", { websiteUrls: [{ url: "https://rive.example/100%" }] }, "/institutions-response/hei[1]/website-url[1]"],
    ["an administrator's address that only the manifest has", { adminEmails: ["ewp\u0001@rive.example"] }, "/manifest/host/admin-email[1]"],
  ])("%s", (_, wrong, field) => {
    expect(institutionDocuments.institution({ ...institution, ...wrong }).map((problem) => problem.field)).toContain(field);
  });

  test("units and factsheets", () => {
    expect(institutionDocuments.ounit({ ...ounit, code: "L\uffff" })).toEqual([{ field: "/ounits-response/ounit[1]/ounit-code", problem: "U+FFFF cannot be written in XML", expected }]);
    expect(institutionDocuments.factsheet({ ...factsheet, visaInfo: { ...entry, websiteUrls: [{ url: "https://[" }] } }).map(({ field }) => field)).toEqual(["/factsheet-response/factsheet[1]/visa-info/website-url[1]"]);
  });
});
