import { describe, expect, test } from "@jest/globals";
import type { Factsheet, Institution, Ounit } from "../../../src/domain/institutions/model.js";
import type { InstitutionStore } from "../../../src/domain/institutions/ports.js";
import type { FactsheetContent, InstitutionContent, OunitContent } from "../../../src/domain/institutions/rules.js";
import { createInstitutions } from "../../../src/domain/institutions/service.js";
import { institutionDocuments } from "../../../src/ewp/institution-documents.js";
import { heiId } from "../../../src/kernel/ids.js";
import { steeredClock } from "../../support/fixed-ports.js";
import { refusal } from "../../support/refusal.js";

const A = heiId("rive.example");

const memoryStore = (): InstitutionStore => {
  const institutions = new Map<string, Institution>();
  const units = new Map<string, Ounit>();
  const factsheets = new Map<string, Factsheet>();
  return {
    list: async () => [...institutions.values()], get: async (id) => institutions.get(id), put: async (one) => void institutions.set(one.heiId, one),
    ounits: async (id) => [...units.values()].filter((unit) => unit.heiId === id), ounit: async (_hei, id) => units.get(id), putOunit: async (unit) => void units.set(unit.id, unit),
    removeOunit: async (_hei, id) => void units.delete(id), factsheet: async (id) => factsheets.get(id), putFactsheet: async (sheet) => void factsheets.set(sheet.heiId, sheet),
  };
};

const institution: InstitutionContent = {
  names: [{ text: "Rive University", lang: "en" }], otherIds: [], websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], adminEmails: ["ewp@rive.example"],
};
const unit = (code: string, parentId?: string): OunitContent => ({ code, names: [{ text: code }], websiteUrls: [], factsheetUrls: [], contacts: [], ...(parentId !== undefined && { parentId }) });
const entry = { email: "io@rive.example", phoneNumber: { e164: "+48123456789" }, websiteUrls: [{ url: "https://rive.example/io" }] };
const factsheet: FactsheetContent = {
  studentNominations: { autumnTerm: "--05-15", springTerm: "--10-15" }, studentApplications: { autumnTerm: "--06-15", springTerm: "--11-15" },
  applicationInfo: entry, housingInfo: entry, visaInfo: entry, insuranceInfo: entry, decisionWeeksLimit: 5, torWeeksLimit: 5, additionalRequirements: [], accessibility: [], additionalInfo: [],
};

const started = async () => {
  const service = createInstitutions({ store: memoryStore(), clock: steeredClock(), documents: institutionDocuments });
  await service.put({ heiId: A, content: institution, ifRevision: 0 });
  return service;
};
const withTree = async () => {
  const service = await started();
  await service.putOunit({ heiId: A, id: "root", content: unit("ROOT"), ifRevision: 0 });
  await service.put({ heiId: A, content: { ...institution, rootOunitId: "root" }, ifRevision: 1 });
  await service.putOunit({ heiId: A, id: "law", content: unit("LAW", "root"), ifRevision: 0 });
  return service;
};

describe("institutions", () => {
  test("are made at revision 1 and replaced by the revision that was read", async () => {
    const service = await started();
    expect(await service.put({ heiId: A, content: institution, ifRevision: 1 })).toMatchObject({ revision: 2 });
    expect(await refusal(service.put({ heiId: A, content: institution, ifRevision: 1 }))).toMatchObject({ status: 412, message: "It is at revision 2, not 1.", details: { expected: 1, present: 2 } });
    expect(await refusal(service.put({ heiId: heiId("new.example"), content: institution, ifRevision: 3 }))).toMatchObject({ status: 412, message: "Nothing is stored here yet." });
  });

  test("get what they need before they are stored, and only once their content is accepted", async () => {
    const service = await started();
    const done: string[] = [];
    const put = (id: string, content: InstitutionContent) => service.put({ heiId: heiId(id), content, ifRevision: 0, first: async () => void done.push(id) });
    await refusal(put("wrong.example", { ...institution, names: [] }));
    await put("new.example", institution);
    await service.put({ heiId: A, content: institution, ifRevision: 1, first: async () => void done.push(A) });
    expect(done).toEqual(["new.example"]);
  });

  test.each(["..", ".", "a b.example", "a/b", "a?b", "a#b", "ü.example", "a..b", "%41.example", ""])("have a domain name as id, since it is part of their addresses: not %j", async (id) => {
    const service = await started();
    expect(await refusal(service.put({ heiId: heiId(id), content: institution, ifRevision: 0 }))).toMatchObject({ status: 400, message: "heiId: is not a domain name" });
  });

  test("tell every wrong field at once", async () => {
    const service = await started();
    const content = { ...institution, names: [], adminEmails: [], logoUrl: "http://rive.example/logo.png", websiteUrls: [{ url: "rive.example" }], streetAddress: { country: "Poland" }, rootOunitId: "none" };
    const refused = await refusal(service.put({ heiId: A, content, ifRevision: 1 }));
    expect(refused).toMatchObject({ status: 400, code: "invalid-content" });
    expect(refused.details).toEqual([
      { field: "names", problem: "there is none", expected: "at least one name" },
      { field: "streetAddress.country", problem: "is not a country code", expected: "two capital letters, e.g. PL" },
      { field: "websiteUrls[0].url", problem: "is not a web address", expected: "https://..." },
      { field: "logoUrl", problem: "is not a public picture address", expected: "an address that begins with https://" },
      { field: "adminEmails", problem: "there is none", expected: "at least one address that reaches the people who run this node" },
      { field: "rootOunitId", problem: "is not one of the institution's units", expected: "the id of a unit; make the unit first" },
    ]);
  });
});

describe("units (PROTOCOL 5.4)", () => {
  const parentProblem = async (id: string, content: OunitContent, ifRevision = 0) => {
    const service = await withTree();
    return (await refusal(service.putOunit({ heiId: A, id, content, ifRevision }))).details;
  };

  test("form a flat list without a root, or a tree below it", async () => {
    const flat = await started();
    await flat.putOunit({ heiId: A, id: "x", content: unit("X"), ifRevision: 0 });
    expect((await refusal(flat.putOunit({ heiId: A, id: "y", content: unit("Y", "x"), ifRevision: 0 }))).details)
      .toEqual([{ field: "parentId", problem: "of unit Y needs a root", expected: "make the root unit and set it as the institution's rootOunitId first" }]);
    const tree = await withTree();
    expect(await tree.putOunit({ heiId: A, id: "civil", content: unit("CIVIL", "law"), ifRevision: 0 })).toMatchObject({ parentId: "law", revision: 1 });
  });

  test("have no unknown parent, no circle, no parent of the root, and a code of their own", async () => {
    expect(await parentProblem("civil", unit("CIVIL", "none"))).toMatchObject([{ field: "parentId", problem: "of unit CIVIL is not one of the institution's units" }]);
    expect(await parentProblem("law", unit("LAW", "law"), 1)).toMatchObject([{ field: "parentId", problem: "of unit LAW does not lead to the root" }]);
    expect(await parentProblem("root", unit("ROOT", "law"), 1)).toContainEqual({ field: "parentId", problem: "of unit ROOT is given, but the unit is the root", expected: "no parent" });
    expect(await parentProblem("other", unit("LAW"))).toEqual([{ field: "code", problem: "belongs to another unit", expected: "a code that no other unit has" }]);
    expect(await parentProblem("a b", unit("AB"))).toMatchObject([{ field: "id", problem: "is not a unit id" }]);
  });

  test("do not leave the tree in pieces", async () => {
    const service = await withTree();
    expect(await refusal(service.removeOunit(A, "root"))).toMatchObject({ status: 400, code: "invalid-content" });
    await service.removeOunit(A, "law");
    expect(await refusal(service.removeOunit(A, "law"))).toMatchObject({ status: 404, message: "There is no unit with this id." });
    expect(await refusal(service.putOunit({ heiId: heiId("none.example"), id: "x", content: unit("X"), ifRevision: 0 }))).toMatchObject({ status: 404 });
  });
});

describe("factsheets (PROTOCOL 5.5)", () => {
  test("are made and replaced", async () => {
    const service = await started();
    expect(await service.putFactsheet({ heiId: A, content: factsheet, ifRevision: 0 })).toMatchObject({ heiId: A, revision: 1 });
    expect(await refusal(service.putFactsheet({ heiId: A, content: factsheet, ifRevision: 0 }))).toMatchObject({ status: 412 });
  });

  test("tell every wrong field at once", async () => {
    const service = await started();
    const content = { ...factsheet, studentNominations: { autumnTerm: "15 May", springTerm: "--02-30" }, decisionWeeksLimit: -1, visaInfo: { email: "visa", phoneNumber: {}, websiteUrls: [] } };
    const refused = await refusal(service.putFactsheet({ heiId: A, content, ifRevision: 0 }));
    expect((refused.details as { field: string }[]).map(({ field }) => field)).toEqual([
      "studentNominations.autumnTerm", "studentNominations.springTerm", "decisionWeeksLimit", "visaInfo.email", "visaInfo.phoneNumber", "visaInfo.websiteUrls",
    ]);
  });
});
