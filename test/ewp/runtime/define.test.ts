import { describe, expect, test } from "@jest/globals";
import { apis } from "../../../src/ewp/apis.js";
import { echoResponse } from "../../../src/ewp/echo/v2/documents.js";
import { defineApi, endpoint } from "../../../src/ewp/runtime/define.js";
import { iiaId } from "../../../src/ewp/runtime/param-types.js";
import { repeatable } from "../../../src/ewp/runtime/params.js";

const get = endpoint({ methods: ["GET"], params: { ids: repeatable("id", iiaId, { max: "max-ids" }) }, response: echoResponse });
const defined = (change: object) => () => defineApi({ name: "x", version: "1.0.0", manifestNamespace: "urn:x", limits: { "max-ids": 5 }, endpoints: { get }, ...change });

describe("defineApi", () => {
  test("fills in what follows from the rest", () =>
    expect(defined({})()).toMatchObject({ element: "x", major: 1, access: "network", announces: [], manifestOrder: ["get-url", "max-ids"] }));
  test.each([
    [{ version: "1.0" }, "x 1.0: a version has the form N.N.N"],
    [{ limits: { "max-ids": 1 } }, "x 1.0.0: max-ids is 1, expected 2 to 100"],
    [{ limits: { "max-ids": 101 } }, "x 1.0.0: max-ids is 101, expected 2 to 100"],
    [{ limits: {} }, "x 1.0.0: parameter id refers to the unknown limit max-ids"],
    [{ manifestOrder: ["get-url"] }, "x 1.0.0: manifestOrder must list exactly get-url, max-ids"],
  ])("refuses %j", (change, message) => expect(defined(change)).toThrow(new RangeError(message)));
});

test("served APIs have names, elements and paths of their own", () => {
  const unique = (of: (api: (typeof apis)[0]["api"]) => string): void => expect(new Set(apis.map(({ api }) => of(api))).size).toBe(apis.length);
  unique(({ name, major }) => `${name} ${major}`);
  unique(({ element, manifestNamespace }) => `${element} ${manifestNamespace}`);
});
