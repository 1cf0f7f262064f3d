/** Every hash difference is explained by a named field or as order only (PEERS 4.1 item 1). */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { firstDifferenceOf, hashChange } from "../../../../src/domain/agreements/comparison/hash-change.js";
import type { AgreementCopy, Condition, HashedCopy, LanguageSkill, SubjectArea } from "../../../../src/domain/agreements/model.js";
import { hashCopy } from "../../../../src/ewp/iias/v7/hash-copy.js";
import type { Sha256Hex } from "../../../../src/kernel/ids.js";
import { condition, content, A, B } from "../../../support/agreements/agreement-network.js";
import { copies, reordered, versionPairs } from "../../../support/agreements/arbitrary-copies.js";
import { copyOf } from "../../../../src/domain/agreements/own-copy.js";
import { iiaId } from "../../../../src/kernel/ids.js";

const hashed = (copy: AgreementCopy): HashedCopy => ({ copy, hash: hashCopy(copy).hash });
const explained = (before: AgreementCopy, after: AgreementCopy) => hashChange(hashed(before), hashed(after), "mine", hashCopy);

/** What is agreed and hashed, each list arranged by `list`: an oracle that shares no code with the comparison. */
const agreedText = (copy: AgreementCopy, list: (of: readonly unknown[]) => readonly unknown[]): string => {
  const plainArea = ({ iscedFCode, v6Value, clarification }: SubjectArea) => [v6Value || iscedFCode, clarification ?? null];
  const plainSkill = ({ language, cefrLevel, subjectArea }: LanguageSkill) => [language, cefrLevel ?? null, subjectArea ? plainArea(subjectArea) : null];
  return JSON.stringify([copy.terminatedAsAWhole, list(copy.conditions.map((c) => [
    c.kind, c.sendingHeiId, c.sendingOunitId, c.receivingHeiId, c.receivingOunitId, c.firstAcademicYear, c.lastAcademicYear,
    c.mobilitiesNotYetDefined ? null : c.mobilitiesPerYear, list(c.languageSkills.filter(({ notYetDefined }) => !notYetDefined).map(plainSkill)), list(c.subjectAreas.map(plainArea)),
    c.otherInfoTerms, c.totalMonthsPerYear, c.totalDaysPerYear, c.blended, list(c.eqfLevels ?? []),
  ]))]);
};
const sorted = (of: readonly unknown[]): readonly unknown[] => of.map((each) => JSON.stringify(each)).sort();
const asGiven = (of: readonly unknown[]): readonly unknown[] => of;

describe("hash changes", () => {
  test("the hash differs exactly when a hashed difference is listed", () => {
    fc.assert(fc.property(versionPairs, ([before, after]) => {
      const change = explained(before, after);
      const listed = change.differences.some(({ nature }) => nature !== "not-hashed");
      expect(change.changed).toBe(listed);
      expect(change.verdict === "unchanged").toBe(!change.changed);
    }), { numRuns: 300 });
  });

  test("order only is said exactly when sorting makes the two equal", () => {
    fc.assert(fc.property(versionPairs, ([before, after]) => {
      const change = explained(before, after);
      const moved = agreedText(before, asGiven) !== agreedText(after, asGiven) && agreedText(before, sorted) === agreedText(after, sorted);
      expect(change.verdict === "order-only").toBe(moved);
    }), { numRuns: 300 });
  });

  test("reordering is never more than order", () => {
    fc.assert(fc.property(copies.chain((copy) => reordered(copy).map((other) => [copy, other] as const)), ([before, after]) => {
      expect(["unchanged", "order-only"]).toContain(explained(before, after).verdict);
    }), { numRuns: 200 });
  });

  test("the first token that differs is named", () => {
    fc.assert(fc.property(versionPairs, ([before, after]) => {
      const { changed, firstDifference } = explained(before, after);
      expect(firstDifference !== undefined).toBe(changed);
      if (firstDifference) expect(firstDifference.before).not.toBe(firstDifference.after);
    }), { numRuns: 150 });
  });

  const copy = (...conditions: readonly Condition[]) => copyOf({ heiId: A, id: iiaId("A1"), partnerHeiId: B, partnerIiaId: iiaId("B1") }, content(...conditions));
  test.each([
    ["a number", condition({ mobilitiesPerYear: 3 }), "mobilitiesPerYear", "substantive"],
    ["a spelling of a decimal", condition({ totalMonthsPerYear: "5.0" }), "totalMonthsPerYear", "cosmetic"],
    ["an empty clarification", condition({ totalMonthsPerYear: "5", subjectAreas: [{ iscedFCode: "0314" }] }), "subjectAreas", "cosmetic"],
    ["a contact", condition({ totalMonthsPerYear: "5", sendingContacts: [{ names: [{ text: "Office" }] }] }), "sendingContacts", "not-hashed"],
  ])("%s", (_name, changed, field, nature) => {
    const before = copy(condition({ totalMonthsPerYear: "5" }));
    const { differences } = explained(before, copy({ ...changed, totalMonthsPerYear: changed.totalMonthsPerYear ?? "5" }));
    expect(differences.map((difference) => [difference.field, difference.nature])).toEqual([[field, nature]]);
  });

  test("binding is told from what is agreed", () => {
    const unbound = copyOf({ heiId: A, id: iiaId("A1"), partnerHeiId: B }, content());
    expect(explained(unbound, copy())).toMatchObject({ verdict: "binding", differences: [{ field: "partner.iiaId", mine: "B1", nature: "binding" }] });
  });

  test("what the partner's document holds beyond our fields is still named", () => {
    const before = hashed(copy());
    const change = hashChange(before, { ...before, hash: "f".repeat(64) as Sha256Hex }, "theirs", hashCopy);
    expect(change).toMatchObject({ changed: true, verdict: "differs", differences: [{ field: "document", nature: "substantive" }] });
    expect(change).not.toHaveProperty("firstDifference");
  });

  test("tokens are cut at the borders of the hashed text", () => {
    expect(firstDifferenceOf("_a=1__b=2__c=3_", "_a=1__b=25__c=3_")).toEqual({ before: "_b=2_", after: "_b=25_" });
    expect(firstDifferenceOf("_a=1_", "_b=1_")).toEqual({ before: "_a=1_", after: "_b=1_" });
    expect(firstDifferenceOf("_a=1_", "_a=1_")).toBeUndefined();
  });
});
