/** Institutions as anybody reads them. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { institutionsResponse } from "../../../../src/ewp/institutions/v2/documents.js";
import { fromWireHei } from "../../../../src/ewp/institutions/v2/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { documentOf, emptyRootOf, refusalOf } from "../../../support/ewp/answers.js";
import { FULL_INSTITUTION, FULL_OUNITS } from "../../../support/agreements/profiles.js";
import { type Asking, P, PORTAL, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const NS = "https://github.com/erasmus-without-paper/ewp-specs-api-institutions/tree/stable-v2";
const EMPTY = { root: "institutions-response", ns: NS };

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  await net.store.institutions.put(FULL_INSTITUTION);
  for (const ounit of FULL_OUNITS) await net.store.institutions.putOunit(ounit);
});
afterAll(() => net.close());

const ask = async (ids: readonly string[], asking: Asking = {}) => documentOf(await net.ask("institutions/v2", ids.map((id) => ["hei_id", id] as const), asking), net);
const idsIn = (xml: string) => readDocument(institutionsResponse, xml).heis.map(({ heiId }) => heiId);

describe("institutions", () => {
  test("everything of our own institution, all its units among them", async () => {
    const [hei, ...others] = readDocument(institutionsResponse, await ask([US])).heis.map(fromWireHei);
    const { revision, adminEmails, changedAt, ...published } = FULL_INSTITUTION;
    expect({ revision, adminEmails, changedAt }).toBeDefined();
    expect(hei).toEqual({ ...published, ounitIds: ["OU-LAW", "ou-law", "ou-root"] });
    expect(others).toEqual([]);
  });

  test("of an institution that the network knows, the name: references to it can be resolved", async () => {
    expect(await ask([P])).toContain(`<hei><hei-id>${P}</hei-id><name xml:lang="en">University of ${P}</name></hei>`);
  });

  test("rows 57 and 8.11: unknown ids are left out, 200", async () => {
    expect(idsIn(await ask(["unknown.example", US, P]))).toEqual([US, P]);
    expect(emptyRootOf(await ask(["unknown.example"]))).toEqual(EMPTY);
    expect(emptyRootOf(await ask([""]))).toEqual(EMPTY);
  });

  test("row 56: ids are compared by case; a known HEI without a name in the catalogue is not told", async () => {
    expect(emptyRootOf(await ask([US.toUpperCase(), PORTAL]))).toEqual(EMPTY);
  });

  test("rows 44 and 8.10: 20 times the same id is 200 and one institution, 21 times is 400, known or not", async () => {
    expect(idsIn(documentOf(await net.ask("institutions/v2", times(20, "hei_id", US)), net))).toEqual([US]);
    for (const id of [US, "unknown.example"]) {
      expect(refusalOf(await net.ask("institutions/v2", times(21, "hei_id", id)), net)).toBe("400 The parameter hei_id is given 21 times; at most 20 are allowed at once (max-hei-ids).");
    }
  });

  test("row 42: a missing or misspelt hei_id is 400", async () => {
    expect(refusalOf(await net.ask("institutions/v2"), net)).toBe("400 The parameter hei_id is missing.");
    expect(refusalOf(await net.ask("institutions/v2", [["hei_idd", US]]), net)).toBe("400 The parameter hei_id is missing.");
  });

  test("public data: anonymous callers and those without an institution read the same", async () => {
    const signed = await ask([US]);
    expect(await ask([US], { as: "nobody" })).toBe(signed);
    expect((await net.ask("institutions/v2", [["hei_id", US]], { as: "anonymous", headers: { "accept-signature": undefined } })).text).toBe(signed);
  });
});
