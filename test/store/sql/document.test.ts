import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { fromJson, toJson } from "../../../src/store/sql/document.js";

const moment = fc.date({ noInvalidDate: true });
const plain = fc.dictionary(fc.stringMatching(/^[b-rt-z][a-z]{0,6}$/), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())));
const document = fc.record({
  at: moment, mine: fc.record({ at: moment, copy: plain }), inForce: fc.option(fc.record({ since: moment, theirs: fc.record({ receivedAt: moment }) }), { nil: undefined }),
  changedAt: moment, list: fc.array(fc.record({ confirmedAt: moment, goneAt: moment })), rest: plain,
});

test("a document is read as it was written", () => {
  fc.assert(fc.property(document, (given) => {
    const { inForce, ...rest } = given;
    const wanted = inForce ? given : rest;
    expect(fromJson(JSON.parse(toJson(wanted)))).toEqual(wanted);
  }));
});
