/** What must not compile; `npm run types` is the judge. */
import { expect, test } from "@jest/globals";
import type { EwpServices } from "../../../src/ewp/apis.js";
import { echoV2 } from "../../../src/ewp/echo/v2/api.js";
import type { Calls, Parties } from "../../../src/ewp/runtime/call.js";
import { RawAnswer, serve, type ServicesOf } from "../../../src/ewp/runtime/serve.js";
import { probeV1 } from "../../support/ewp/probe-api.js";

test("handlers fit their definition", () => {
  const echo = serve(echoV2, ({ word }: { readonly word: string }) => ({ url: async ({ params }) => ({ heiIds: [], echos: [word, ...params.echos] }) }));
  const raw = serve(echoV2, ({ bytes }: { readonly bytes: Uint8Array }) => ({ url: async () => new RawAnswer({ bytes }) }));
  // @ts-expect-error a handler is missing
  serve(echoV2, () => ({}));
  // @ts-expect-error a required list is missing
  serve(echoV2, () => ({ url: async () => ({ heiIds: [] }) }));
  // @ts-expect-error there is no such parameter
  serve(echoV2, () => ({ url: async ({ params }) => ({ heiIds: [], echos: [params.other] }) }));
  const list = [echo, raw];
  const both: ServicesOf<typeof list> = { word: "", bytes: new Uint8Array() };
  // @ts-expect-error one of the APIs needs bytes too
  const one: ServicesOf<typeof list> = { word: "" };
  // @ts-expect-error the served APIs need services
  const none: EwpServices = {};
  expect([both, one, none, ...list]).toHaveLength(5);
});

test("calls fit the definition", () => {
  const typed = async ({ call }: Calls, parties: Parties) => {
    // @ts-expect-error hei_id is required
    await call(parties, probeV1, "get", {});
    // @ts-expect-error there is no such endpoint
    await call(parties, probeV1, "put", {});
    // @ts-expect-error a moment is a Date
    await call(parties, probeV1, "get", { heiId: parties.to, modifiedSince: "2024-01-01T00:00:00Z" });
    const { value } = await call(parties, probeV1, "file", { id: "1" });
    return value.bytes;
  };
  expect(typed).toBeInstanceOf(Function);
});
