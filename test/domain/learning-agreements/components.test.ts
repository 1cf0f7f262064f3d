import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { applied, asFirstVersion, changesBetween, componentDifferences, hasChanges, sameComponents, strayDeletions } from "../../../src/domain/learning-agreements/components.js";
import { creditTotals } from "../../../src/domain/learning-agreements/overview/credits.js";
import type { Component, Components } from "../../../src/domain/learning-agreements/model.js";
import { component } from "../../support/learning-agreements/sample-las.js";

/** Few titles, so that equal components meet, also twice in one table. */
const rows = fc.array(fc.constantFrom("a", "b", "c", "d").map((title) => component(title)), { maxLength: 5 });
const tables: fc.Arbitrary<Components> = fc.record({ studied: rows, recognized: rows, virtual: rows }, { requiredKeys: ["studied", "recognized"] });
const titles = (list: readonly Component[] | undefined): string[] => (list ?? []).map(({ title, change }) => `${change?.status ?? "kept"} ${title}`);

describe("changes relative to the first version", () => {
  test("applied they give the rows that were asked for", () =>
    fc.assert(fc.property(tables, tables, (first, target) => expect(sameComponents(applied(first, changesBetween(first, target)), target)).toBe(true))));
  test("asked for what holds, they are the same changes again, however many rounds went before", () =>
    fc.assert(fc.property(tables, tables, tables, (first, one, two) => {
      const afterOne = applied(first, changesBetween(first, one));
      const asPeopleSeeThem = { ...afterOne, ...two };
      const changes = changesBetween(first, asPeopleSeeThem);
      expect(changesBetween(first, applied(first, changes))).toEqual(changes);
    })));
  test("only what the first version has is deleted, and nothing is both deleted and inserted", () =>
    fc.assert(fc.property(tables, tables, (first, target) => {
      const changes = changesBetween(first, target);
      expect(strayDeletions(first, changes)).toEqual([]);
      for (const list of Object.values(changes)) {
        const [deleted, inserted] = ["deleted", "inserted"].map((status) => new Set(list.filter(({ change }: Component) => change?.status === status).map(({ title }: Component) => title)));
        expect([...(deleted ?? [])].filter((title) => inserted?.has(title))).toEqual([]);
      }
    })));
  test("no difference, no change", () => fc.assert(fc.property(tables, (first) => expect(hasChanges(changesBetween(first, first))).toBe(false))));
  test("what an earlier change inserted and the next one drops simply disappears", () => {
    const first = { studied: [component("Calculus")] };
    const one = changesBetween(first, { studied: [component("Calculus"), component("Algebra")] });
    expect(titles(one.studied)).toEqual(["inserted Algebra"]);
    expect(titles(changesBetween(first, { studied: [component("Logic")] }).studied)).toEqual(["deleted Calculus", "inserted Logic"]);
  });
  test("reasons come from the marked rows", () => {
    const first = { studied: [component("Calculus")] };
    const asked = { studied: [
      component("Calculus", { change: { status: "deleted", code: "not-available" } }), component("Logic", { change: { status: "inserted", text: "instead" } }),
    ] };
    expect(changesBetween(first, asked)).toEqual(asked);
  });
  test("a first version has no marks and nothing that is deleted", () =>
    expect(asFirstVersion({ studied: [component("a", { change: { status: "inserted" } }), component("b", { change: { status: "deleted" } })] })).toEqual({ studied: [component("a")] }));
  test("differences name what was added and removed", () =>
    expect(componentDifferences({ studied: [component("a")] }, { studied: [component("b")] }).map(({ what, component: { title } }) => `${what} ${title}`)).toEqual(["removed a", "added b"]));
});

describe("totals of credits", () => {
  test("per table and scheme, exact", () =>
    expect(creditTotals({
      studied: [component("a", { credits: [{ scheme: "ects", value: "0.1" }, { scheme: "own", value: "12" }] }), component("b", { credits: [{ scheme: "ects", value: ".20" }] })],
      recognized: [component("c", { credits: [] })],
    })).toEqual([{ table: "studied", scheme: "ects", value: "0.3" }, { table: "studied", scheme: "own", value: "12" }]));
  test("the sum does not depend on how numbers are written", () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 }), (cents) => {
      const credits = cents.map((each, at) => ({ scheme: "ects", value: at % 2 ? (each / 100).toFixed(2) : `+${(each / 100).toFixed(2)}0` }));
      const total = cents.reduce((sum, each) => sum + each, 0);
      expect(Number(creditTotals({ studied: [component("a", { credits })] })[0]?.value)).toBe(total / 100);
    })));
});
