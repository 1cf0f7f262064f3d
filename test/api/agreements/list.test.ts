import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { filteredPage } from "../../../src/api/lists/filtered-page.js";
import { act, AGREEMENTS, created } from "../support/journey.js";
import { type Office, startOffice } from "../support/office.js";
import { condition, newAgreement } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());

const page = async (query: string) => (await office.call("get", `${AGREEMENTS}${query}`).expect(200)).body;
const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);

/** All pages; `between` happens after each. */
const walk = async (query: string, between: () => Promise<unknown> = async () => undefined): Promise<string[]> => {
  const seen: string[] = [];
  let next: string | undefined;
  do {
    const body = await page(`${query}${next === undefined ? "" : `&cursor=${next}`}`);
    seen.push(...idsOf(body));
    next = body.next;
    if (next !== undefined) await between();
  } while (next !== undefined);
  return seen;
};

describe("pages", () => {
  test("stay whole while agreements are added and changed", async () => {
    const before: string[] = [];
    for (let i = 0; i < 7; i++) before.push((await created(office, { owner: { iiaCode: `PAGE ${i}` } })).id);
    const seen = await walk("?limit=2", async () => {
      await created(office, { owner: { iiaCode: "LATER" } });
      await act(office, before[0] ?? "", "send");
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before));
    expect(seen).toEqual([...seen].sort());
  });

  test("with a cursor of another make", async () => {
    expect((await office.call("get", `${AGREEMENTS}?cursor=bm90aGluZw`)).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:bad-cursor" });
  });

  test("of a filter that the store does not know hold every match once, in order", async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), async (wanted, limit) => {
      const load = async ({ limit: size, cursor = "0" }: { limit: number; cursor?: string }) => {
        const [from, to] = [Number(cursor), Number(cursor) + size];
        return { items: wanted.map((_, i) => i).slice(from, to), ...(to < wanted.length && { next: String(to) }) };
      };
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const { items, next } = await filteredPage({ limit, ...(cursor !== undefined && { cursor }) }, load, (i) => wanted[i] === true);
        expect(items.length).toBeLessThanOrEqual(limit);
        seen.push(...items);
        cursor = next;
      } while (cursor !== undefined);
      expect(seen).toEqual(wanted.flatMap((is, i) => (is ? [i] : [])));
    }));
  });
});

describe("filters", () => {
  test("by partner, status, stage, year, change and words", async () => {
    const code = "FILTER Zürich";
    const { id } = await created(office, { owner: { iiaCode: code }, conditions: [condition({ firstAcademicYear: "2040/2041", lastAcademicYear: "2041/2042" })] });
    const finds = async (query: string) => idsOf(await page(query)).includes(id);
    expect(await finds("?partner=lac.example&q=filter")).toBe(true);
    expect(await finds("?partner=mont.example")).toBe(false);
    expect(await finds("?status=draft&q=filter%20zurich")).toBe(true);
    expect(await finds("?status=sent&status=in-force&q=filter")).toBe(false);
    expect(await finds("?stage=shared")).toBe(false);
    expect(await finds("?stage=draft&q=lake%20university%20filter")).toBe(true);
    expect(await finds("?academicYear=2041/2042")).toBe(true);
    expect(await finds("?academicYear=2039/2040&academicYear=2042/2043")).toBe(false);
    expect(await finds("?changedSince=2026-03-01T08:00:00Z&academicYear=2041/2042")).toBe(true);
    expect(await finds("?changedSince=2026-03-01T08:00:01%2B00:00&academicYear=2041/2042")).toBe(false);
    await act(office, id, "send").expect(200);
    expect(await finds("?status=sent&q=filter")).toBe(true);
  });

  test("by field, by a field around it, by level and by the partner's country", async () => {
    const { id } = await created(office, { conditions: [condition({ subjectAreas: [{ iscedFCode: "0713" }], eqfLevels: [8] })] });
    const finds = async (query: string): Promise<boolean> => (await office.call("get", `${AGREEMENTS}?limit=200&${query}`).expect(200)).body.items.some((item: { id: string }) => item.id === id);
    expect([await finds("iscedFCode=0713"), await finds("iscedFCode=07"), await finds("iscedFCode=0714")]).toEqual([true, true, false]);
    expect([await finds("eqfLevel=8"), await finds("eqfLevel=7")]).toEqual([true, false]);
    expect([await finds("country=example"), await finds("country=de")]).toEqual([true, false]);
    expect((await office.call("get", `${AGREEMENTS}?iscedFCode=x`)).body).toMatchObject({ status: 400, errors: [{ field: "query.iscedFCode" }] });
  });

  test("a line shows codes, years and whose turn it is", async () => {
    const { id } = (await office.call("post", AGREEMENTS).send(newAgreement({ owner: { iiaCode: "LINE" }, conditions: [condition(), condition({ sendingHeiId: "lac.example", receivingHeiId: "rive.example", lastAcademicYear: "2030/2031" })] })).expect(201)).body;
    const { items } = await page("?q=line&status=draft");
    expect(items.find((item: { id: string }) => item.id === id)).toEqual({
      id, heiId: "rive.example", partnerHeiId: "lac.example", partnerName: "Lake University", revision: 1, stage: "draft", status: "draft", turn: "us", nextStep: "This is your draft. Send it when it is complete.", nextStepCode: "draft",
      iiaCode: "LINE", hash: expect.stringMatching(/^[0-9a-f]{64}$/), firstAcademicYear: "2026/2027", lastAcademicYear: "2030/2031", terminated: false, createdAt: "2026-03-01T08:00:00.000Z", changedAt: "2026-03-01T08:00:00.000Z",
    });
  });
});
