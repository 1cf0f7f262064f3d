/** The numbers of the statistics portal through the office door: each leads to the records that it counts. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { RECORD_SETS } from "../../src/domain/statistics/model.js";
import { omobilityId } from "../../src/kernel/ids.js";
import { proposeLa } from "../support/learning-agreements/proposed-la.js";
import { content, imobility, omobility, student } from "../support/nominations/samples.js";
import { type Office, PARTNER, startOffice, US } from "./support/office.js";

interface Year {
  readonly academicYear: string;
  readonly numbers: readonly { readonly name: string; readonly count: number; readonly removed: number; readonly records: string }[];
}

let office: Office;
const years = async (records: string): Promise<readonly Year[]> => (await office.call("get", `/institutions/${US}/statistics/${records}`).expect(200)).body.items;
const counts = ({ numbers }: Year) => Object.fromEntries(numbers.map(({ name, count }) => [name, count]));

beforeAll(async () => {
  office = await startOffice();
  const own = { heiId: US, partnerHeiId: PARTNER };
  const nominate = (id: string, facts: object) => office.store.nominations.decideOmobility({ ...own, id: omobilityId(id) }, () => ({ omobilities: [omobility({ id, ...own, ...facts })], changes: [] }));
  for (const [id, facts] of Object.entries({ a: {}, b: { status: "approved" }, c: { status: "approved" }, d: { status: "rejected" }, e: { stage: "draft", version: 0 }, f: { proposal: { id: "p", content: content({ receivingAcademicYear: "2027/2028" }) } } })) await nominate(id, facts);
  // Another year, then taken back: counted as what it is now.
  await nominate("b", { status: "cancelled", revision: 2 });
  for (const id of ["a", "b"]) await proposeLa(office.store.learningAgreements, { id, ...own });
  const came = imobility({ id: "x", ...own });
  await office.store.nominations.decideImobility({ ...own, id: came.id }, () => ({ imobility: { ...came, current: { ...came.current, student: student() } }, changes: [] }));
});
afterAll(() => office.close());

test("they are those of the portal", async () => {
  expect((await years("outgoing-nominations")).map((year) => ({ academicYear: year.academicYear, ...counts(year) }))).toEqual([{ academicYear: "2026/2027", pending: 1, approved: 1 }, { academicYear: "2027/2028", pending: 1, approved: 0 }]);
  expect(await office.store.nominations.statistics(US)).toEqual((await years("outgoing-nominations")).map((year) => ({ academicYear: year.academicYear, ...counts(year) })));
  expect((await years("outgoing-learning-agreements")).map(counts)).toEqual([{ total: 2, notModifiedAfterApproval: 0, modifiedAfterApproval: 0, latestVersionApproved: 0, latestVersionRejected: 0, latestVersionAwaiting: 2 }]);
  expect(await office.store.learningAgreements.outgoingStatistics(US)).toMatchObject((await years("outgoing-learning-agreements")).map(counts));
});

test("each leads to a list of just as many records", async () => {
  for (const records of RECORD_SETS) {
    for (const { count, removed, records: list } of (await years(records)).flatMap(({ numbers }) => numbers)) {
      expect((await office.call("get", list as `/${string}`).expect(200)).body.items).toHaveLength(count - removed);
    }
  }
});

test("what is no number is refused", async () => {
  await office.call("get", `/institutions/${US}/outgoing-nominations?counted=total`).expect(400);
  await office.call("get", `/institutions/${US}/statistics/incoming-nominations`).expect(400);
});
