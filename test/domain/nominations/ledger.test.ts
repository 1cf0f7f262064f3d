/** Places that agreements give, and who takes them. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { AgreementInForce } from "../../../src/domain/nominations/model.js";
import { forecast } from "../../../src/domain/nominations/seats/forecast.js";
import { ledgerOf, type SeatCount } from "../../../src/domain/nominations/seats/ledger.js";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { condition } from "../../support/agreements/agreement-network.js";

const A = heiId("rive.example");
const B = heiId("lac.example");
const agreement = (id: string, ...conditions: AgreementInForce["conditions"]): AgreementInForce => ({ id: iiaId(id), partnerHeiId: B, partnerIiaId: iiaId(`their-${id}`), conditions });
const places = (mobilitiesPerYear: number, fields: readonly string[] = [], eqfLevels: readonly number[] = []) =>
  condition({ mobilitiesPerYear, subjectAreas: fields.map((iscedFCode) => ({ iscedFCode })), eqfLevels });
const count = (nominated: number, facts: Partial<SeatCount> = {}): SeatCount =>
  ({ partnerHeiId: B, academicYear: "2026/2027", iscedFCode: "0314", eqfLevel: 6, activity: "long-term", nominated, approved: 0, ...facts });
const ledger = (agreements: readonly AgreementInForce[], ...counts: readonly SeatCount[]) =>
  ledgerOf("outgoing", agreements, counts, ["2026/2027"]).map(({ agreementId, condition: at, agreed, nominated, approved, left }) => [agreementId, at, agreed, nominated, approved, left]);

describe("the seat ledger", () => {
  test("a line per condition of the direction and year, with what stands against it", () => {
    const both = agreement("x", places(2), condition({ sendingHeiId: B, receivingHeiId: A, mobilitiesPerYear: 5 }), condition({ kind: "staff-teacher" }), condition({ firstAcademicYear: "2027/2028" }));
    expect(ledger([both], count(1, { approved: 1 }))).toEqual([["x", 0, 2, 1, 1, 1]]);
    expect(ledgerOf("incoming", [both], [], ["2026/2027"]).map(({ condition: at, agreed, left }) => [at, agreed, left])).toEqual([[1, 5, 5]]);
  });

  test("the narrowest condition is filled first; what is too much overfills the widest", () => {
    const two = agreement("x", places(2), places(1, ["0314"], [6]));
    expect(ledger([two], count(2))).toEqual([["x", 0, 2, 1, 0, 1], ["x", 1, 1, 1, 0, 0]]);
    expect(ledger([two], count(5, { approved: 2 }))).toEqual([["x", 0, 2, 4, 1, -2], ["x", 1, 1, 1, 1, 0]]);
  });

  test.each<[string, Partial<SeatCount>]>([
    ["another field", { iscedFCode: "0911" }], ["another level", { eqfLevel: 8 }], ["a blended mobility where none is agreed", { activity: "short-term-blended" }],
    ["another agreement", { agreementId: "y" }], ["another partner", { partnerHeiId: heiId("mont.example") }],
  ])("%s takes no place of it and has a line with nothing agreed", (_name, facts) =>
    expect(ledger([agreement("x", places(2, ["0314"], [6]))], count(1, facts))).toEqual([["x", 0, 2, 0, 0, 2], [undefined, undefined, 0, 1, 0, -1]]));

  test("whatever is agreed and nominated: every nomination stands in exactly one line, and nothing is over while something fitting is left", () => {
    const arbitraryPlaces = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.subarray(["0314", "0911"]), fc.subarray([6, 7])).map(([seats, fields, levels]) => places(seats, fields, levels));
    const arbitraryCount = fc.record({ nominated: fc.nat(4), iscedFCode: fc.constantFrom("0314", "0911"), eqfLevel: fc.constantFrom(6, 7) }).chain((facts) =>
      fc.nat(facts.nominated).map((approved) => count(facts.nominated, { ...facts, approved })));
    fc.assert(fc.property(fc.array(arbitraryPlaces, { maxLength: 4 }), fc.array(arbitraryCount, { maxLength: 4 }), (conditions, counts) => {
      const lines = ledgerOf("outgoing", [agreement("x", ...conditions)], counts, ["2026/2027"]);
      const sum = (of: (line: { nominated: number; approved: number }) => number) => [lines.reduce((all, line) => all + of(line), 0), counts.reduce((all, one) => all + of(one), 0)];
      const [nominated, wanted] = sum((line) => line.nominated);
      const [approved, wantedApproved] = sum((line) => line.approved);
      expect([nominated, approved]).toEqual([wanted, wantedApproved]);
      for (const line of lines) expect(line.left).toBe(line.agreed - line.nominated);
    }));
  });

  test("a file takes the places that are left, row by row, and the rows that find none are named", () => {
    const two = agreement("x", places(2), places(1, ["0314"], [6]));
    const asked = (row: number, facts: Partial<SeatCount> = {}) => ({ row, partnerHeiId: B, academicYear: "2026/2027", iscedFCode: "0314", eqfLevel: 6, activity: "long-term" as const, ...facts });
    const told = (counts: readonly SeatCount[], ...rows: readonly ReturnType<typeof asked>[]) =>
      forecast("outgoing", [two], counts, rows).map(({ place: { condition: at, left }, asked: number, exceeding }) => [at, left, number, exceeding]);
    expect(told([count(1)], asked(2), asked(3), asked(4), asked(5))).toEqual([[0, 2, 4, [4, 5]]]);
    expect(told([], asked(2), asked(3), asked(4), asked(5, { iscedFCode: "0911" }))).toEqual([[1, 1, 1, []], [0, 2, 3, [5]]]);
    expect(told([count(1, { activity: "short-term-blended" })], asked(2, { activity: "short-term-blended" }))).toEqual([[undefined, -1, 1, [2]]]);
  });

  test("whatever is asked: every row stands against one line, and exceeds exactly what the ledger would show as too many", () => {
    const kind = fc.record({ iscedFCode: fc.constantFrom("0314", "0911"), eqfLevel: fc.constantFrom(6, 7) });
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3 }), fc.array(kind, { maxLength: 12 }), (seats, kinds) => {
      const agreements = [agreement("x", ...seats.map((each) => places(each)))];
      const rows = kinds.map((facts, row) => ({ row, partnerHeiId: B, academicYear: "2026/2027", activity: "long-term" as const, ...facts }));
      const found = forecast("outgoing", agreements, [], rows);
      expect(found.reduce((sum, { asked }) => sum + asked, 0)).toBe(rows.length);
      const over = ledgerOf("outgoing", agreements, kinds.map((facts) => count(1, facts)), ["2026/2027"]).reduce((sum, { left }) => sum + Math.max(0, -left), 0);
      expect(found.flatMap(({ exceeding }) => exceeding)).toHaveLength(over);
    }), { numRuns: 100 });
  });
});
