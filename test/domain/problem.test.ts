import { describe, expect, test } from "@jest/globals";
import { placeInWords, problemsInWords } from "../../src/domain/problem.js";

describe("a place in a copy, in words", () => {
  test.each([
    ["conditions[0].subjectAreas[1].iscedFCode", "condition 1, subject area 2, ISCED-F code"],
    ["conditions[11].languageSkills", "condition 12, languages"],
    ["conditions[0].languageSkills[0].cefrLevel", "condition 1, language 1, CEFR level"],
    ["conditions", "conditions"],
    ["owner.iiaCode", "owner, agreement code"],
  ])("%s: %s", (field, words) => expect(placeInWords(field)).toBe(words));
});

test("three problems are told, and how many more there are", () => {
  const problem = (at: number) => ({ field: `conditions[${at}].blended`, problem: "is missing", expected: "true or false" });
  const told = (at: number) => `Condition ${at + 1}, blended: is missing; expected is true or false.`;
  expect(problemsInWords([0].map(problem))).toBe(told(0));
  expect(problemsInWords([0, 1, 2, 3].map(problem))).toBe(`${told(0)} ${told(1)} ${told(2)} 1 more field is wrong.`);
  expect(problemsInWords([0, 1, 2, 3, 4].map(problem))).toBe(`${told(0)} ${told(1)} ${told(2)} 2 more fields are wrong.`);
});
