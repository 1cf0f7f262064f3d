import type { Exchange } from "../../src/domain/exchanges/model.js";
import { heiId } from "../../src/kernel/ids.js";

export const EVIDENCE_HEI = heiId("evidence.example");

/** An exchange with something in every field. */
export const sampleExchange = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  id, direction: "out", heiId: EVIDENCE_HEI, partnerHeiId: heiId("lac.example"), api: "iias", endpoint: "get", requestId: `r-${id}`, method: "POST",
  url: "https://lac.example/iias/get?iia_id=1", requestHeaders: { zeta: "first", Alpha: "second" }, requestBody: Buffer.from(`iia_id=${id}`),
  status: 200, responseHeaders: { digest: "SHA-256=x", b: "2" }, responseBody: Buffer.from(`<iias n="${id}"/>`), at: new Date("2026-03-01T08:00:00Z"), durationMs: 12.5,
  quirks: ["wrong-namespace"], ...more,
});
