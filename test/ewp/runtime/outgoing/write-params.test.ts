import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readParams } from "../../../../src/ewp/runtime/inbound/steps/read-params.js";
import { inBatches, methodFor, requireWithinLimits, writeParams } from "../../../../src/ewp/runtime/outgoing/write-params.js";
import { apiEntry, parts } from "../../../support/registry/catalogue-xml.js";
import { snapshotOf } from "../../../support/ewp/ewp-hosts.js";
import { probeV1 } from "../../../support/ewp/probe-api.js";

const { get, choose, notify, stats } = probeV1.endpoints;
const entryWith = (limits: Record<string, number>) => {
  const entry = apiEntry("probes", "1.0.0", parts({ url: "https://example.org/", ...limits }));
  const [found] = snapshotOf({ hosts: [{ heiIds: ["a"], entries: [entry] }] }).entriesOf("a");
  if (!found) throw new Error("no entry");
  return found;
};

const asciiId = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 64 });
const year = fc.integer({ min: 1000, max: 9998 }).map((first) => `${first}/${first + 1}`);
const values = fc.record({
  heiId: fc.string(), ids: fc.array(asciiId, { maxLength: 3 }), years: fc.array(year, { maxLength: 5 }),
  modifiedSince: fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T00:00:00Z"), noInvalidDate: true }),
}, { requiredKeys: ["heiId", "ids", "years"] });

describe("parameters", () => {
  test("what a client writes is what a server reads, through a form", () =>
    fc.assert(fc.property(values, (given) => {
      const form = writeParams(get.params, given);
      const well = { ...given, heiId: Buffer.from(given.heiId).toString() };
      expect(readParams(get, probeV1.limits, new URLSearchParams(form.toString()))).toEqual(well);
    })));
  test("reading never fails with anything but a refusal", () =>
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom("hei_id", "probe_id", "modified_since", "receiving_academic_year_id", "x"), fc.string())), (pairs) => {
      try {
        readParams(get, probeV1.limits, new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])));
      } catch (error) {
        expect(error).toMatchObject({ name: "EwpError", status: 400 });
      }
    })));
  test("what the definition does not allow is our own mistake", () => {
    expect(() => writeParams(get.params, {})).toThrow(new RangeError("the parameter hei_id needs at least 1 value"));
    expect(() => writeParams(notify.params, { id: "x".repeat(65) })).toThrow(new RangeError("the parameter probe_id cannot have this value; expected 1 to 64 printable ASCII characters"));
  });
});

describe("batches", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => `id-${at}`);
  test.each([[3, 7, [3, 3, 1]], [1, 2, [1, 1]], [7, 7, [7]], [1000, 250, [100, 100, 50]], [undefined, 3, [1, 1, 1]]])("of at most %p: %i ids", (limit, count, sizes) => {
    const entry = entryWith(limit === undefined ? {} : { "max-probe-ids": limit });
    const batches = inBatches(get.params, { heiId: "a", ids: ids(count) }, entry);
    expect(batches.map((batch) => (batch["ids"] as string[]).length)).toEqual(sizes);
    expect(batches.flatMap((batch) => batch["ids"])).toEqual(ids(count));
  });
  test("nothing to ask for", () => expect(inBatches({ ids: { ...get.params.ids, min: 1 } }, { ids: [] }, entryWith({}))).toEqual([]));
  test("one call takes what the partner takes", () => {
    expect(() => requireWithinLimits(choose.params, { ids: ids(2) }, entryWith({}))).toThrow(new RangeError("2 values of probe_id are more than the 1 that the partner takes at once"));
    expect(() => requireWithinLimits(choose.params, { codes: ids(200) }, entryWith({}))).not.toThrow();
  });
});

test.each([
  [get, "probe_id=a", "GET"], [get, "probe_id=a&probe_id=b", "POST"], [get, `hei_id=${"x".repeat(1500)}`, "POST"], [notify, "probe_id=a", "POST"], [stats, "", "GET"],
])("method of a call", (endpoint, form, method) => expect(methodFor(endpoint, new URLSearchParams(form))).toBe(method));
