import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { clashes, mergedTerms } from "../../../../src/web/areas/agreements/editor/merge.js";
import type { Terms } from "../../../../src/web/areas/agreements/model.js";
import { terms as sample } from "../../../api/support/terms.js";

const base = sample() as unknown as Terms;
const edited = (changes: object): Terms => ({ ...base, conditions: base.conditions.map((one) => ({ ...one, ...changes })) });

describe("two edits of the same revision", () => {
  test("what only the colleague changed is suggested from the colleague, what only I changed from me", () => {
    expect(clashes(base, edited({ mobilitiesPerYear: 5 }), edited({ totalMonthsPerYear: "20" })).map(({ path, suggested }) => [path, suggested])).toEqual([
      ["conditions[0].mobilitiesPerYear", "theirs"], ["conditions[0].totalMonthsPerYear", "mine"],
    ]);
  });

  test("what both changed is mine until I choose otherwise", () => {
    const mine = edited({ mobilitiesPerYear: 7 });
    const found = clashes(base, edited({ mobilitiesPerYear: 5 }), mine);
    expect(found).toEqual([{ path: "conditions[0].mobilitiesPerYear", base: 2, theirs: 5, mine: 7, suggested: "mine" }]);
    expect(mergedTerms(mine, found, new Set(["conditions[0].mobilitiesPerYear"]))).toEqual(edited({ mobilitiesPerYear: 5 }));
    expect(mergedTerms(mine, found, new Set())).toEqual(mine);
  });

  test("another number of conditions is one choice", () => {
    const theirs = { ...base, conditions: [...base.conditions, ...base.conditions] };
    expect(clashes(base, theirs, edited({ mobilitiesPerYear: 7 })).map(({ path }) => path)).toEqual(["conditions"]);
  });

  test("taking every side of the colleague gives the colleague's terms", () => {
    const value = fc.record({ mobilitiesPerYear: fc.integer({ min: 1, max: 9 }), otherInfoTerms: fc.option(fc.string(), { nil: undefined }), blended: fc.boolean() });
    const asTerms = (changes: object): Terms => JSON.parse(JSON.stringify(edited(changes))) as Terms;
    fc.assert(fc.property(value, value, (one, other) => {
      const [theirs, mine] = [asTerms(one), asTerms(other)];
      const found = clashes(base, theirs, mine);
      expect(mergedTerms(mine, found, new Set(found.map(({ path }) => path)))).toEqual(theirs);
    }));
  });
});
