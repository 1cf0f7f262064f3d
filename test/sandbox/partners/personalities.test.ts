import { describe, expect, test } from "@jest/globals";
import { listing, PERSONALITIES, personalitiesOf } from "../../../src/sandbox/partners/personalities.js";
import { documentedRows } from "../../support/sandbox/documented.js";
import { passerelle } from "../../support/command-line.js";

describe("the faulty partners", () => {
  test("are all on the page, with the fault that the program tells", () => {
    expect(documentedRows().map(({ id, fault }) => ({ id, fault }))).toEqual(PERSONALITIES.map(({ id, fault }) => ({ id, fault })));
  });
  test("have names and institutions of their own", () => {
    expect(new Set(PERSONALITIES.map(({ id }) => id)).size).toBe(PERSONALITIES.length);
    expect(new Set(PERSONALITIES.map(({ heiName }) => heiName)).size).toBe(PERSONALITIES.length);
  });
  test("are taken by name; what there is not is told", () => {
    expect(personalitiesOf(["skew", "vanish", "skew"]).map(({ id }) => id)).toEqual(["skew", "vanish"]);
    expect(() => personalitiesOf(["nobody"])).toThrow(new RangeError('there is no faulty partner "nobody"; --with list shows them.'));
  });
  test("are listed by the program", async () => {
    const { status, stdout } = await passerelle(["sandbox", "--with", "list"]);
    expect([status, stdout]).toEqual([0, `${listing().join("\n")}\n`]);
    expect(stdout).toContain("la-double          Sends two identical approvals of a learning agreement within 50 milliseconds.");
  });
});
