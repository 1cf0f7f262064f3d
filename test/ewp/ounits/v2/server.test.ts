/** Units as anybody reads them. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ounitsResponse } from "../../../../src/ewp/ounits/v2/documents.js";
import { fromWireOunit } from "../../../../src/ewp/ounits/v2/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { FULL_INSTITUTION, FULL_OUNITS } from "../../../support/agreements/profiles.js";
import { type Form, P, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const NS = "https://github.com/erasmus-without-paper/ewp-specs-api-ounits/tree/stable-v2";
const EMPTY = { root: "ounits-response", ns: NS };

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  await net.store.institutions.put(FULL_INSTITUTION);
  for (const ounit of FULL_OUNITS) await net.store.institutions.putOunit(ounit);
});
afterAll(() => net.close());

const of = (...form: Form): Form => [["hei_id", US], ...form];
const ask = async (form: Form) => documentOf(await net.ask("ounits/v2", form), net);
const refused = async (form: Form) => refusalOf(await net.ask("ounits/v2", form), net);

describe("organizational units", () => {
  test("by id, everything of each, unknown ones left out (row 46)", async () => {
    const units = readDocument(ounitsResponse, await ask(of(["ounit_id", "ou-law"], ["ounit_id", "unknown"], ["ounit_id", "ou-root"]))).ounits;
    const published = FULL_OUNITS.filter(({ id }) => id === "ou-law" || id === "ou-root").sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(units.map((unit) => fromWireOunit(US, unit))).toEqual(published.map(({ revision, changedAt, ...unit }) => (expect([revision, changedAt]).toHaveLength(2), unit)));
  });

  test("by code, whatever characters it has", async () => {
    expect(textsOf(await ask(of(["ounit_code", "LAW & Order"])), "ounit-id")).toEqual(["ou-law"]);
    expect(emptyRootOf(await ask(of(["ounit_code", "nothing"])))).toEqual(EMPTY);
  });

  test("row 56: ids and codes are compared by case, and one is never taken for the other", async () => {
    expect(textsOf(await ask(of(["ounit_id", "OU-LAW"])), "ounit-id")).toEqual(["OU-LAW"]);
    expect(emptyRootOf(await ask(of(["ounit_id", "OU-ROOT"], ["ounit_id", "00"])))).toEqual(EMPTY);
    expect(emptyRootOf(await ask(of(["ounit_code", "ou-root"], ["ounit_code", "LAW"])))).toEqual(EMPTY);
  });

  test("rows 53 and 8.12: ids and codes together are 400, and so is neither", async () => {
    expect(await refused(of(["ounit_id", "ou-law"], ["ounit_code", "00"]))).toBe("400 Exactly one of the parameters ounit_id, ounit_code is expected; given are ounit_id, ounit_code.");
    expect(await refused(of())).toBe("400 Exactly one of the parameters ounit_id, ounit_code is expected; none is given.");
  });

  test("row 53: root-ounit-id is one of the institution's units and can be resolved", async () => {
    const hei = documentOf(await net.ask("institutions/v2", [["hei_id", US]]), net);
    const [root = ""] = textsOf(hei, "root-ounit-id");
    expect(textsOf(hei, "ounit-id")).toContain(root);
    const unit = await ask(of(["ounit_id", root]));
    expect(textsOf(unit, "ounit-id")).toEqual([root]);
    expect(textsOf(unit, "parent-ounit-id")).toEqual([]);
  });

  test("row 8.11: an institution that is not the one of this address is 400, known to the network or not", async () => {
    for (const id of [P, "unknown.example", US.toUpperCase()]) {
      expect(await refused([["hei_id", id], ["ounit_id", "ou-law"]])).toBe(`400 hei_id: this address serves the units of ${US} only.`);
    }
  });

  test("rows 42, 43 and 8.9: hei_id missing or twice is 400, with every problem at once", async () => {
    expect(await refused([["ounit_id", "ou-law"]])).toBe("400 The parameter hei_id is missing.");
    expect(await refused([...of(["ounit_id", "ou-law"]), ["hei_id", US]])).toBe("400 The parameter hei_id is given 2 times; expected at most once.");
    expect(await refused([])).toBe("400 The parameter hei_id is missing. Exactly one of the parameters ounit_id, ounit_code is expected; none is given.");
  });

  test("rows 44 and 8.10: 50 times the same id or code is 200, 51 times is 400, known or not", async () => {
    for (const [name, known] of [["ounit_id", "ou-law"], ["ounit_code", "LAW & Order"]] as const) {
      expect(textsOf(await ask(of(...times(50, name, known))), "ounit-id")).toEqual(["ou-law"]);
      for (const value of [known, "unknown"]) {
        expect(await refused(of(...times(51, name, value)))).toBe(`400 The parameter ${name} is given 51 times; at most 50 are allowed at once (max-${name.replace("_", "-")}s).`);
      }
    }
  });
});
