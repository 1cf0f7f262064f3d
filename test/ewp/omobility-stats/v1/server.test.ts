/** Statistics of nominations (PROTOCOL 5.21, 6.7). */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { documentOf, refusalOf } from "../../../support/ewp/answers.js";
import { P, Q, type SliceNode, startSliceNode, US } from "../../../support/ewp/slice-node.js";
import { content, omobility } from "../../../support/nominations/samples.js";

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  const of = (receivingAcademicYear: string) => ({ id: "p", content: content({ receivingAcademicYear }) });
  for (const one of [
    omobility({ id: "a" }), omobility({ id: "b", status: "approved" }), omobility({ id: "c", status: "approved", partnerHeiId: Q }), omobility({ id: "d", status: "rejected" }),
    omobility({ id: "e", status: "cancelled" }), omobility({ id: "f", stage: "draft" }), omobility({ id: "g", proposal: of("2025/2026"), status: "rejected" }),
  ]) await net.store.nominations.decideOmobility({ heiId: US, partnerHeiId: P, id: one.id }, () => ({ omobilities: [one], changes: [] }));
});
afterAll(() => net.close());

test("by the receiving institution's year: what waits and what is approved, of all partners, drafts left out", async () => {
  expect(documentOf(await net.ask("omobility-stats/v1", [], { as: "portal" }), net)).toContain(
    "<academic-year-stats><receiving-academic-year-id>2025/2026</receiving-academic-year-id><omobility-pending>0</omobility-pending><omobility-approved>0</omobility-approved></academic-year-stats>" +
    "<academic-year-stats><receiving-academic-year-id>2026/2027</receiving-academic-year-id><omobility-pending>1</omobility-pending><omobility-approved>2</omobility-approved></academic-year-stats>");
});

test("for the statistics portal only", async () => {
  for (const as of ["p", "us", "nobody"] as const) expect(refusalOf(await net.ask("omobility-stats/v1", [], { as }), net)).toBe("403 Statistics are served to stats.erasmuswithoutpaper.eu only.");
});
