/** What we say of the stay of partners' students. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { omobilityId } from "../../../../src/kernel/ids.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { type Asking, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";
import { imobility } from "../../../support/nominations/samples.js";

const NS = "https://github.com/erasmus-without-paper/ewp-specs-api-imobilities/blob/stable-v2/endpoints/get-response.xsd";
let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  for (const one of [imobility({ id: "here", stay: { arrival: "2026-09-01", departure: "2027-01-31" } }), imobility({ id: "expected" }), imobility({ id: "here", partnerHeiId: Q, stay: { arrival: "2026-10-10" } })])
    await net.store.nominations.decideImobility({ heiId: US, partnerHeiId: one.partnerHeiId, id: omobilityId(one.id) }, () => ({ imobility: one, changes: [] }));
});
afterAll(() => net.close());

const get = async (ids: readonly string[], asking: Asking = {}) => documentOf(await net.ask("imobilities/v2/get", ids.map((id) => ["omobility_id", id] as const), asking), net);

test("the days that are known, by the ids of the caller; the same id of another partner is another student", async () => {
  expect(await get(["expected", "here"])).toContain(
    "<student-mobility><omobility-id>expected</omobility-id></student-mobility><student-mobility><omobility-id>here</omobility-id><actual-arrival-date>2026-09-01</actual-arrival-date><actual-departure-date>2027-01-31</actual-departure-date></student-mobility>");
  expect(textsOf(await get(["here", "expected"], { as: "q" }), "actual-arrival-date")).toEqual(["2026-10-10"]);
});

test("rows 46 and 69: unknown ids are left out, and nobody else gets anything", async () => {
  expect(textsOf(await get(["unknown", "here"]), "omobility-id")).toEqual(["here"]);
  for (const as of ["us", "portal", "nobody"] as const) expect(emptyRootOf(await get(["here"], { as }))).toEqual({ root: "imobilities-get-response", ns: NS });
});

test("rows 42 and 44: no id, and more than 50, are 400", async () => {
  expect(refusalOf(await net.ask("imobilities/v2/get"), net)).toBe("400 The parameter omobility_id is missing.");
  expect(refusalOf(await net.ask("imobilities/v2/get", times(51, "omobility_id", "x")), net)).toBe("400 The parameter omobility_id is given 51 times; at most 50 are allowed at once (max-omobility-ids).");
});
