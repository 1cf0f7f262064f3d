import { describe, expect, test } from "@jest/globals";
import { heiId } from "../../../src/kernel/ids.js";
import { createRoutes, endpointUrl } from "../../../src/ewp/runtime/routes.js";
import { probeV1, serveProbeV1 } from "../../support/ewp/probe-api.js";

const isOurs = (id: string): boolean => id === "uni.example.edu";

describe("routes", () => {
  test.each(["https://ewp.example.edu", "https://example.edu/erasmus/node"])("an address below %s leads back to its endpoint", (publicUrl) => {
    const destinationOf = createRoutes([serveProbeV1], {}, { publicUrl, isOurs });
    for (const name of Object.keys(probeV1.endpoints)) {
      const { pathname } = new URL(endpointUrl(publicUrl, heiId("uni.example.edu"), probeV1, name));
      expect(destinationOf(pathname)).toMatchObject({ heiId: "uni.example.edu", route: { endpointName: name } });
      expect(destinationOf(pathname.replace("uni.", "other."))).toEqual({});
      expect(destinationOf(`${pathname}/`)).toEqual({ heiId: "uni.example.edu" });
    }
  });
  test("two APIs at one path are refused", () =>
    expect(() => createRoutes([serveProbeV1, serveProbeV1], {}, { publicUrl: "https://ewp.example.edu", isOurs })).toThrow(new RangeError("probe/v1/get has two handlers")));
});
