import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { AgreementContent, AgreementCopy, Condition } from "../../../src/domain/agreements/model.js";
import { copyOf } from "../../../src/domain/agreements/own-copy.js";
import { copyProblems } from "../../../src/domain/agreements/validation/copy.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { A, agreementNetwork, B, condition, content } from "../../support/agreements/agreement-network.js";
import { copies } from "../../support/agreements/arbitrary-copies.js";
import { refusal } from "../../support/refusal.js";

const copy = (given: AgreementContent): AgreementCopy => copyOf({ heiId: A, id: iiaId("A1"), partnerHeiId: B }, given);
const ofCondition = (facts: Partial<Condition>) => copyProblems(copy(content(condition(facts)))).map(({ field, problem }) => [field.replace("conditions[0].", ""), problem]);
const staff = omit(condition({ kind: "staff-teacher" }), "blended");

describe("rules of our own copies", () => {
  test("a good copy has no problems", () => expect(copyProblems(copy(content()))).toEqual([]));

  test.each<[string, Partial<Condition>, readonly (readonly string[])[]]>([
    ["a stranger", { receivingHeiId: heiId("else.example") }, [["receivingHeiId", "is not one of the two partners"]]],
    ["no direction", { receivingHeiId: A }, [["receivingHeiId", "is the sending institution"]]],
    ["a unit id with a blank", { sendingOunitId: "a b" }, [["sendingOunitId", "is not a unit id"]]],
    ["a year", { firstAcademicYear: "2026" }, [["firstAcademicYear", "is not an academic year"]]],
    ["a span of years", { lastAcademicYear: "2026/2029" }, [["lastAcademicYear", "is not an academic year"]]],
    ["years in the wrong order", { lastAcademicYear: "2025/2026" }, [["lastAcademicYear", "is before the first academic year"]]],
    ["no mobilities", { mobilitiesPerYear: 0 }, [["mobilitiesPerYear", "is not a positive whole number"]]],
    ["half a mobility", { mobilitiesPerYear: 1.5 }, [["mobilitiesPerYear", "is not a positive whole number"]]],
    ["an open number", { mobilitiesNotYetDefined: true }, [["mobilitiesPerYear", "is marked as not yet defined"]]],
    ["no months", { totalMonthsPerYear: "0.00" }, [["totalMonthsPerYear", "is not a positive decimal"]]],
    ["too exact months", { totalMonthsPerYear: "1.125" }, [["totalMonthsPerYear", "is not a positive decimal"]]],
    ["months in words", { totalMonthsPerYear: "five" }, [["totalMonthsPerYear", "is not a positive decimal"]]],
    ["days for students", { totalDaysPerYear: "5" }, [["totalDaysPerYear", "does not belong to student mobility"]]],
    ["no language", { languageSkills: [] }, [["languageSkills", "there is none"]]],
    ["an open language", { languageSkills: [{ language: "en", notYetDefined: true }] }, [["languageSkills[0]", "is marked as not yet defined"]]],
    ["a native level", { languageSkills: [{ language: "en", cefrLevel: "NS" }] }, [["languageSkills[0].cefrLevel", "is not a level"]]],
    ["a language in words", { languageSkills: [{ language: "english language" }] }, [["languageSkills[0].language", "is not a language code"]]],
    ["a short subject code", { subjectAreas: [{ iscedFCode: "031" }] }, [["subjectAreas[0].iscedFCode", "is not a four-digit ISCED-F code"]]],
    ["a code of version 6", { subjectAreas: [{ iscedFCode: "0314", v6Value: "31" }] }, [["subjectAreas[0].v6Value", "keeps a code of the old format"]]],
    ["a ninth level", { eqfLevels: [6, 9] }, [["eqfLevels[1]", "is not an EQF level"]]],
    ["a contact without a name", { sendingContacts: [{ names: [] }] }, [["sendingContacts[0].names", "has no name"]]],
    ["a contact's address", { receivingContacts: [{ names: [{ text: "Office" }], emails: ["office at lac"] }] }, [["receivingContacts[0].emails[0]", "is not an e-mail address"]]],
    ["a contact's number", { receivingContacts: [{ names: [{ text: "Office" }], phoneNumbers: [{ e164: "0048123" }] }] }, [["receivingContacts[0].phoneNumbers[0].e164", "is not an international number"]]],
  ])("%s", (_name, facts, problems) => expect(ofCondition(facts)).toEqual(problems));

  test("student facts do not belong to staff mobility", () => {
    expect(copyProblems(copy(content({ ...staff, blended: true, eqfLevels: [6] }))).map(({ field }) => field)).toEqual(["conditions[0].blended", "conditions[0].eqfLevels"]);
    expect(copyProblems(copy(content(staff)))).toEqual([]);
  });

  test("everything at once, in document order", () => {
    const fields = copyProblems(copy({ owner: { iiaCode: " ", contacts: [] }, partner: { signingDate: "2026-02-30", contacts: [] }, conditions: [] })).map(({ field }) => field);
    expect(fields).toEqual(["owner.iiaCode", "partner.signingDate", "conditions"]);
  });

  test("what has no problems can be written and hashed", () => {
    fc.assert(fc.property(copies, (each) => {
      if (copyProblems(each).length === 0) hashCopy(each);
    }), { numRuns: 200 });
  });
});

describe("what only this node knows", () => {
  const draft = (given: AgreementContent) => agreementNetwork().a.agreements.create({ heiId: A, partnerHeiId: B, content: given, actor: "office" });

  test("units and files of ours must exist; units of the partner are the partner's business", async () => {
    const refused = await refusal(draft({ ...content(condition({ sendingOunitId: "unknown-1", receivingOunitId: "unknown-2" })), pdfFileId: "lost" }));
    expect(refused).toMatchObject({ status: 400, code: "invalid-agreement" });
    expect(refused.details).toEqual([
      { field: "conditions[0].sendingOunitId", problem: "is not one of our units", expected: "the id of a published unit, or none" },
      { field: "pdfFileId", problem: "is not one of our files", expected: "the id of an uploaded file, or none" },
    ]);
    expect((await draft({ ...content(), pdfFileId: "known-file" })).agreement.mine.copy.pdfFileId).toBe("known-file");
  });

  test("what no rule names but no document can hold is refused too", async () => {
    const refused = await refusal(draft(content(condition({ otherInfoTerms: "\u0001" }))));
    expect(refused).toMatchObject({ status: 400, code: "invalid-agreement", details: [{ field: "document", expected: "values that the network's schemas allow" }] });
  });

  test("an agreement needs another institution", async () => {
    const { a } = agreementNetwork();
    const refused = await refusal(a.agreements.create({ heiId: A, partnerHeiId: A, content: content(condition({ receivingHeiId: A })), actor: "office" }));
    expect(refused.details).toContainEqual({ field: "partner.heiId", problem: "is our own institution", expected: "another institution" });
  });
});
