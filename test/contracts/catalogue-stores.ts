import { describe, expect, test } from "@jest/globals";
import type { LosId } from "../../src/kernel/ids.js";
import { heiId } from "../../src/kernel/ids.js";
import { refusalOf } from "../support/agreements/agreement-steps.js";
import { CALCULUS, courseOf, LAB } from "../support/courses/sample-courses.js";
import type { StoreSubject } from "../support/servers/stores.js";

const A = heiId("catalogue.example");
const ours = (losId: string, facts: Parameters<typeof courseOf>[1] = {}) => courseOf(losId, { heiId: A, ...facts });

/** Courses, and our own grades. */
export const catalogueStoresContract = (subject: () => StoreSubject): void => {
  describe("courses", () => {
    test("what differs gets the next revision, also after it was removed; who asks for changes hears of both", async () => {
      const { courses } = subject().store;
      expect(await courses.save(A, [{ ...CALCULUS, heiId: A }, { ...LAB, heiId: A }])).toEqual([CALCULUS.losId, LAB.losId]);
      expect(await courses.save(A, [{ ...CALCULUS, heiId: A }, ours(LAB.losId, { titles: [{ text: "Other" }] })])).toEqual([LAB.losId]);
      const stored = await courses.withIds(A, [LAB.losId, CALCULUS.losId, "CR/none"]);
      expect(stored.map(({ losId, revision }) => [losId, revision])).toEqual([[LAB.losId, 2], [CALCULUS.losId, 1]]);
      expect(stored[1]).toMatchObject({ ...CALCULUS, heiId: A });
      expect(await courses.containing(A, LAB.losId)).toEqual([CALCULUS.losId]);
      expect(await refusalOf(courses.remove(A, LAB.losId, 1))).toMatchObject({ status: 412, developerMessage: "The course is at revision 2, not 1." });
      expect([await courses.remove(A, LAB.losId, 2), await courses.remove(A, LAB.losId)]).toEqual([true, false]);
      expect([await courses.ids(A), await courses.ids(A, new Date(0))]).toEqual([[CALCULUS.losId], [LAB.losId, CALCULUS.losId]]);
      expect(await refusalOf(courses.save(A, [ours(LAB.losId)], 3))).toMatchObject({ status: 412, developerMessage: "There is no such course." });
      await courses.save(A, [ours(LAB.losId)], 0);
      expect((await courses.withIds(A, [LAB.losId]))[0]?.revision).toBe(4);
    });

    test("many are saved as a whole or not at all; of two writers of one revision one is refused", async () => {
      const { store, other } = subject();
      const many = Array.from({ length: 401 }, (_, n) => ours(`MOD/${n}`));
      expect(await refusalOf(store.courses.save(A, [...many, ours("MOD/bad", { titles: [{ text: "a\0" }] })]))).toMatchObject({ status: 400 });
      expect(await store.courses.withIds(A, ["MOD/0"])).toEqual([]);
      expect((await store.courses.save(A, many)).length).toBe(401);
      const ended = await Promise.allSettled([store, other].map(({ courses }, n) => courses.save(A, [ours("MOD/0", { titles: [{ text: `writer ${n}` }] })], 1)));
      expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await store.courses.ids(heiId("nobody.example"))).toEqual([] as LosId[]);
    });
  });

  test("our own grades: empty until they are given, then revision by revision", async () => {
    const { gradeScales } = subject().store;
    const scale = { tables: [{ iscedCode: "0541", frequencies: [{ label: "1", percentage: "100" }] }], failing: [] };
    expect(await gradeScales.get(A)).toEqual({ tables: [], failing: [], revision: 0 });
    expect(await gradeScales.put(A, scale, 0)).toEqual({ ...scale, revision: 1 });
    expect(await refusalOf(gradeScales.put(A, scale, 0))).toMatchObject({ status: 412 });
    expect(await refusalOf(gradeScales.put(A, scale, 2))).toMatchObject({ status: 412 });
    expect(await gradeScales.put(A, { ...scale, failing: ["1"] }, 1)).toMatchObject({ revision: 2 });
    expect(await gradeScales.get(A)).toEqual({ ...scale, failing: ["1"], revision: 2 });
  });
};
