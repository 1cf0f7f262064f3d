import { describe, expect, test } from "@jest/globals";
import { adopt, type Difference, isAdoptable } from "../../../../src/web/areas/agreements/comparison/adopt.js";
import type { Copy } from "../../../../src/web/areas/agreements/model.js";
import { partnerCopy } from "../../../api/support/terms.js";

const theirs = JSON.parse(JSON.stringify(partnerCopy("LAC-1", "ours"))) as Copy;
const mine: Copy = { ...theirs, owner: { heiId: "rive.example", iiaId: "ours", iiaCode: "RIV", contacts: [] }, partner: { heiId: "lac.example", iiaId: "LAC-1", contacts: [] } };
const [condition] = mine.conditions;
if (!condition) throw new Error("the sample has no condition");
const withMine = (...conditions: Copy["conditions"]): Copy => ({ ...mine, conditions });
const difference = (field: string, at?: { mine?: number; theirs?: number }): Difference => ({
  field, label: field, nature: "substantive", between: "sides", explanation: "", ...(at && { condition: { kind: "student-studies", sendingHeiId: "rive.example", receivingHeiId: "lac.example", firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029", at } }),
});

describe("adopting the partner's side of differences", () => {
  test("takes the chosen value and nothing else", () => {
    const terms = adopt(withMine({ ...condition, mobilitiesPerYear: 9, totalMonthsPerYear: "45" }), theirs, [difference("mobilitiesPerYear", { mine: 0, theirs: 0 })]);
    expect(terms.conditions).toEqual([{ ...condition, mobilitiesPerYear: 2, totalMonthsPerYear: "45" }]);
    expect(terms.owner).toEqual({ iiaCode: "RIV", contacts: [] });
  });

  test("a value that the partner does not have is removed", () => {
    const terms = adopt(withMine({ ...condition, otherInfoTerms: "Mine only" }), theirs, [difference("otherInfoTerms", { mine: 0, theirs: 0 })]);
    expect(terms.conditions[0]).not.toHaveProperty("otherInfoTerms");
  });

  test("a condition of the partner alone is added, one of ours alone left out, whatever their order", () => {
    const other = { ...condition, kind: "staff-teacher" as const };
    const terms = adopt(withMine(other, condition), theirs, [difference("condition", { mine: 0 }), difference("condition", { theirs: 0 }), difference("mobilitiesPerYear", { mine: 1, theirs: 0 })]);
    expect(terms.conditions).toEqual([condition, condition]);
  });

  test("the partner's own code comes from its own side", () => {
    expect(adopt(mine, theirs, [difference("partner.iiaCode")]).partner).toEqual({ iiaCode: "LAC LAC-1", contacts: [] });
  });

  test.each(["owner.iiaId", "owner.iiaCode", "inEffect", "terminatedAsAWhole", "conditions"])("%s cannot be taken over by an edit", (field) => {
    expect(isAdoptable(difference(field))).toBe(false);
    expect(adopt(mine, theirs, [difference(field)]).conditions).toEqual(mine.conditions);
  });
});
