/** In force, mine and theirs side by side (PEERS 4.1 item 1, pains 1, 2 and 8). */
import { describe, expect, test } from "@jest/globals";
import type { Condition } from "../../../../src/domain/agreements/model.js";
import { omit } from "../../../../src/kernel/omit.js";
import { A, B, condition } from "../../../support/agreements/agreement-network.js";
import { approve, boundJourney, edit, inForceJourney, type Journey, statuses } from "../../../support/agreements/agreement-journey.js";

const compared = ({ a, aId }: Journey) => a.agreements.compare(A, aId);
const studies = condition();
const rest = omit(condition(), "blended");
const training: Condition = { ...rest, kind: "staff-training", sendingHeiId: B, receivingHeiId: A, subjectAreas: [], languageSkills: [], totalDaysPerYear: "5" };
const law = condition({ subjectAreas: [{ iscedFCode: "0421", clarification: "" }] });

/** A edits to `mine`, B to `theirs`; both have heard. */
const after = async (start: readonly Condition[], mine: readonly Condition[], theirs: readonly Condition[], bound = boundJourney): Promise<Journey> => {
  const journey = await bound(...start);
  await edit(journey, journey.a, ...mine);
  await edit(journey, journey.b, ...theirs);
  await journey.settle();
  return journey;
};

describe("mine against theirs", () => {
  test("identical copies", async () => {
    expect(await compared(await boundJourney(studies, training))).toMatchObject({ verdict: "identical", sameForApproval: true });
  });

  test("order only, across conditions and within them", async () => {
    const areas = [{ iscedFCode: "0111", clarification: "" }, { iscedFCode: "0314", clarification: "" }];
    const journey = await after([studies], [law, condition({ subjectAreas: areas })], [condition({ subjectAreas: [...areas].reverse() }), law]);
    const { verdict, sameForApproval, differences } = await compared(journey);
    expect([verdict, sameForApproval]).toEqual(["order-only", true]);
    expect(differences.filter(({ nature }) => nature !== "not-hashed").map(({ field, nature }) => [field, nature])).toEqual([["subjectAreas", "order-only"], ["conditions", "order-only"]]);
  });

  test("spelling is cosmetic", async () => {
    const journey = await after([studies], [condition({ totalMonthsPerYear: "5", otherInfoTerms: "as agreed" })], [condition({ totalMonthsPerYear: "5.0", otherInfoTerms: "as  agreed " })]);
    const { verdict, sameForApproval, differences } = await compared(journey);
    expect([verdict, sameForApproval]).toEqual(["cosmetic", true]);
    expect(differences.find(({ field }) => field === "totalMonthsPerYear")).toMatchObject({
      label: "Total months per year", mine: "5", theirs: "5.0", nature: "cosmetic",
      explanation: 'Your copy says "5", the partner\'s copy says "5.0". Both mean the same, but every letter counts in the checksum.',
    });
  });

  test("substance is named with its condition and values", async () => {
    const { verdict, sameForApproval, differences } = await compared(await after([studies, training], [studies, training], [condition({ mobilitiesPerYear: 4 }), training]));
    expect([verdict, sameForApproval]).toEqual(["differs", false]);
    expect(differences.filter(({ nature }) => nature === "substantive")).toEqual([{
      field: "mobilitiesPerYear", label: "Number of mobilities per year", mine: "2", theirs: "4", nature: "substantive", between: "sides",
      condition: { kind: "student-studies", sendingHeiId: A, receivingHeiId: B, firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029", at: { mine: 0, theirs: 0 } },
      explanation: 'Your copy says "2", the partner\'s copy says "4".',
    }]);
  });

  test("lists name what only one side has", async () => {
    const areas = (...codes: readonly string[]) => condition({ subjectAreas: codes.map((iscedFCode) => ({ iscedFCode, clarification: "" })) });
    const { differences } = await compared(await after([studies], [areas("0314", "0410")], [areas("0410", "0421")]));
    expect(differences.find(({ field }) => field === "subjectAreas")?.explanation).toContain("Only in your copy: 0314. Only in the partner's copy: 0421.");
  });

  test("a condition that one side lacks", async () => {
    const { differences } = await compared(await after([studies], [studies, training], [studies]));
    expect(differences.filter(({ nature }) => nature === "substantive")).toMatchObject([
      { field: "condition", mine: "present", condition: { kind: "staff-training", at: { mine: 1 } }, explanation: "Your copy has this condition, the partner's copy does not." },
    ]);
  });

  test("conditions are aligned by what they are about, not by their place", async () => {
    const { differences } = await compared(await after([studies, law], [studies, law], [{ ...law, mobilitiesPerYear: 9 }, studies]));
    expect(differences.filter(({ nature }) => nature === "substantive")).toMatchObject([{ field: "mobilitiesPerYear", mine: "2", theirs: "9", condition: { at: { mine: 1, theirs: 0 } } }]);
  });

  test("contacts differ without weight", async () => {
    const { verdict, differences } = await compared(await after([studies], [condition({ sendingContacts: [{ names: [{ text: "Office" }] }] })], [studies]));
    expect(verdict).toBe("identical");
    expect(differences.find(({ field }) => field === "sendingContacts")).toMatchObject({ mine: "Office", nature: "not-hashed" });
  });
});

describe("with what is in force", () => {
  test("nobody is said to have moved where the copies differed when both approved", async () => {
    const journey = await after([studies], [studies], [condition({ mobilitiesPerYear: 4 })]);
    for (const side of [journey.a, journey.b]) {
      await approve(journey, side);
      await journey.settle();
    }
    expect(await statuses(journey)).toEqual(["in-force", "in-force"]);
    const explanation = async () => (await compared(journey)).differences.find(({ field }) => field === "mobilitiesPerYear")?.explanation;
    expect(await explanation()).toBe('Your copy says "2", the partner\'s copy says "4". It was so when both sides approved.');
    await edit(journey, journey.b, condition({ mobilitiesPerYear: 6 }));
    await journey.settle();
    expect(await explanation()).toBe('Your copy says "2", the partner\'s copy says "6". Agreed was "4": the partner changed it.');
  });

  test("who moved is said, and each hash is explained", async () => {
    const journey = await inForceJourney(studies);
    await edit(journey, journey.b, condition({ mobilitiesPerYear: 4 }));
    await journey.settle();
    const result = await compared(journey);
    expect(result.differences.find(({ field }) => field === "mobilitiesPerYear")).toMatchObject({
      inForce: "2", mine: "2", theirs: "4", explanation: 'Your copy says "2", the partner\'s copy says "4". Agreed was "2": the partner changed it.',
    });
    expect(result.mineSinceInForce).toMatchObject({ changed: false, verdict: "unchanged" });
    expect(result.theirsSinceInForce?.differences.filter(({ nature }) => nature !== "not-hashed")).toMatchObject([
      { field: "mobilitiesPerYear", inForce: "2", theirs: "4", nature: "substantive", between: "versions" },
    ]);
    expect(result.theirsSinceInForce).toMatchObject({
      changed: true, verdict: "differs",
      firstDifference: {
        before: "_cooperation-conditions.student-studies-mobility-spec.mobilities-per-year=2_", after: "_cooperation-conditions.student-studies-mobility-spec.mobilities-per-year=4_",
      },
    });
  });

  test("a change that both sides have made is shown against what is in force", async () => {
    const both = condition({ lastAcademicYear: "2029/2030" });
    const { verdict, differences } = await compared(await after([studies], [both, training], [both, training], inForceJourney));
    expect(verdict).toBe("identical");
    expect(differences.filter(({ between }) => between === "versions")).toMatchObject([
      { field: "lastAcademicYear", inForce: "2028/2029", mine: "2029/2030", theirs: "2029/2030", nature: "substantive" },
      { field: "condition", mine: "present", theirs: "present", condition: { kind: "staff-training" } },
    ]);
  });

  test("a condition that both sides have dropped is shown too", async () => {
    const { verdict, differences } = await compared(await after([studies, training], [studies], [studies], inForceJourney));
    expect(verdict).toBe("identical");
    expect(differences.filter(({ between }) => between === "versions")).toMatchObject([{ field: "condition", inForce: "present", condition: { kind: "staff-training", at: { inForce: 1 } } }]);
  });
});
