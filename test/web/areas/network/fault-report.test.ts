import { expect, test } from "@jest/globals";
import { faultReport } from "../../../../src/web/areas/network/exchanges/fault-report.js";

const exchange = {
  id: "e-1", direction: "out" as const, api: "iias", endpoint: "get", method: "GET", url: "https://lac.example/ewp/iias/get?iia_id=LAC-1#x", requestId: "r-1", status: 400, at: "2026-03-01T08:00:00.000Z", durationMs: 12.4,
  problem: "The partner refuses it: 400.",
};
const told = (more: object) => faultReport({ exchange: { ...exchange, ...more }, heiId: "rive.example", partnerHeiId: "lac.example" }).text;

test("tells what a provider needs to find the exchange", () => {
  const { subject, text } = faultReport({ exchange, heiId: "rive.example", partnerHeiId: "lac.example" });
  expect(subject).toBe("EWP: iias get between rive.example and lac.example fails");
  for (const line of [
    "What happened: HTTP status 400: The partner refuses it: 400.", "API: iias get", "Called by: rive.example", "Answered by: lac.example", "Call: GET https://lac.example/ewp/iias/get", "Time (UTC): 2026-03-01T08:00:00.000Z", "Took: 12 ms", "X-Request-Id: r-1",
  ]) expect(text.split("\n")).toContain(line);
});

test("holds neither what a partner wrote about a student nor ids of mobilities", () => {
  for (const api of ["omobilities", "imobilities", "omobility-las", "imobility-tors", "omobility-cnr"]) {
    const text = told({ api, url: "https://lac.example/x?omobility_id=M-77", problem: "The student Ada Lovelace is unknown." });
    expect(text).toContain("What happened: HTTP status 400 (left out here: it may tell about a student)");
    expect(text).not.toMatch(/Ada|M-77/);
  }
});

test("says our own words where no answer came, and who called", () => {
  const text = told({ api: "omobilities", status: undefined, problem: "No answer within 30 seconds.", direction: "in", requestId: undefined });
  for (const line of ["What happened: No answer within 30 seconds.", "Called by: lac.example", "Answered by: rive.example", "X-Request-Id: none"]) expect(text.split("\n")).toContain(line);
});
