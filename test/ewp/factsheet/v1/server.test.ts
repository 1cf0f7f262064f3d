/** Factsheets as anybody reads them. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { factsheetResponse } from "../../../../src/ewp/factsheet/v1/documents.js";
import { fromWireFactsheet } from "../../../../src/ewp/factsheet/v1/mapping.js";
import { readDocument } from "../../../../src/xml/read.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { FULL_FACTSHEET, FULL_INSTITUTION } from "../../../support/agreements/profiles.js";
import { P, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const EMPTY = { root: "factsheet-response", ns: "https://github.com/erasmus-without-paper/ewp-specs-api-factsheet/tree/stable-v1" };

let net: SliceNode;
beforeAll(async () => {
  net = await startSliceNode();
  await net.store.institutions.put(FULL_INSTITUTION);
});
afterAll(() => net.close());

const ask = async (...ids: readonly string[]) => documentOf(await net.ask("factsheet/v1", ids.map((id) => ["hei_id", id] as const)), net);

describe("factsheet", () => {
  test("an institution without one is left out; from then on all of it is served", async () => {
    expect(emptyRootOf(await ask(US))).toEqual(EMPTY);
    await net.store.institutions.putFactsheet(FULL_FACTSHEET);
    const { revision, changedAt, ...published } = FULL_FACTSHEET;
    expect([revision, changedAt]).toHaveLength(2);
    expect(readDocument(factsheetResponse, await ask(US)).factsheets.map(fromWireFactsheet)).toEqual([published]);
  });

  test("rows 57 and 8.11: institutions of other addresses are left out, 200", async () => {
    expect(textsOf(await ask(P, US, "unknown.example"), "hei-id")).toEqual([US]);
    expect(emptyRootOf(await ask(P, "unknown.example"))).toEqual(EMPTY);
  });

  test("row 56: ids are compared by case", async () => {
    expect(emptyRootOf(await ask(US.toUpperCase()))).toEqual(EMPTY);
  });

  test("rows 44 and 8.10: 20 times the same id is 200 and one factsheet, 21 times is 400, known or not", async () => {
    expect(textsOf(documentOf(await net.ask("factsheet/v1", times(20, "hei_id", US)), net), "hei-id")).toEqual([US]);
    for (const id of [US, "unknown.example"]) {
      expect(refusalOf(await net.ask("factsheet/v1", times(21, "hei_id", id)), net)).toBe("400 The parameter hei_id is given 21 times; at most 20 are allowed at once (max-hei-ids).");
    }
  });

  test("row 42: a missing or misspelt hei_id is 400", async () => {
    expect(refusalOf(await net.ask("factsheet/v1"), net)).toBe("400 The parameter hei_id is missing.");
    expect(refusalOf(await net.ask("factsheet/v1", [["heiid", US]]), net)).toBe("400 The parameter hei_id is missing.");
  });

  test("public data: anonymous callers read the same", async () => {
    expect((await net.ask("factsheet/v1", [["hei_id", US]], { as: "anonymous", headers: { "accept-signature": undefined } })).text).toBe(await ask(US));
  });
});
