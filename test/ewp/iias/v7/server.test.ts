/** Agreements as partners read them, over TLS and from a real store. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Agreement } from "../../../../src/domain/agreements/model.js";
import { getResponse } from "../../../../src/ewp/iias/v7/documents.js";
import { fromWireIia } from "../../../../src/ewp/iias/v7/mapping.js";
import { heiId, iiaId } from "../../../../src/kernel/ids.js";
import { readDocument } from "../../../../src/xml/read.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { approvalOf, copyIn, fetched, fullCopy, sharing } from "../../../support/agreements/copies.js";
import { secondIiaHashes } from "../../../support/agreements/second-iia-hash.js";
import { type Asking, type Form, P, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-iias/blob/stable-v7/endpoints";
const EMPTY = { root: "iias-get-response", ns: `${SPEC}/get-response.xsd` };
const NONE = { root: "iias-index-response", ns: `${SPEC}/index-response.xsd` };

let net: SliceNode;
const save = (...agreements: readonly Agreement[]) => net.store.agreements.decide({ heiId: US }, () => ({ agreements, changes: [] }));

/** What partner P may read, in the order of their ids. */
const OF_P = ["Case", "case", "full", "south", "terminated", "unbound", "years"];

beforeAll(async () => {
  net = await startSliceNode();
  await save(
    sharing(fullCopy({ id: "full", partnerIiaId: "p-full" })),
    sharing(fullCopy({ id: "unbound" })),
    sharing({ ...fullCopy({ id: "terminated", partnerIiaId: "p-terminated" }), terminatedAsAWhole: true, inEffect: true }),
    sharing(copyIn({ id: "years" }, ["2023/2024", "2025/2026"])),
    sharing(copyIn({ id: "south" }, ["2030/2030", "2031/2031"])),
    sharing(fullCopy({ id: "Case" })), sharing(fullCopy({ id: "case" })),
    sharing(fullCopy({ id: "draft" }), { stage: "draft" }),
    sharing(fullCopy({ id: "deleted", partnerIiaId: "p-deleted" }), { stage: "deleted" }),
    sharing(fullCopy({ id: "of-q", partner: Q })), sharing(fullCopy({ id: "of-q-draft", partner: Q }), { stage: "draft" }),
  );
});
afterAll(() => net.close());

const get = async (ids: readonly string[], asking: Asking = {}) =>
  documentOf(await net.ask("iias/v7/get", ids.map((id) => ["iia_id", id] as const), asking), net);
const index = async (form: Form = [], asking: Asking = {}) => documentOf(await net.ask("iias/v7/index", form, asking), net);
const listed = async (form: Form = [], asking: Asking = {}) => textsOf(await index(form, asking), "iia-id");
const refused = async (path: string, form: Form, asking: Asking = {}) => refusalOf(await net.ask(path, form, asking), net);
const servedIds = (xml: string) => readDocument(getResponse, xml).iias.map(({ partners }) => partners[0]?.iiaId);

describe("get", () => {
  test("rows 59 and 8.18: the served hash is the one of the raw document, by an independent calculation", async () => {
    for (const id of OF_P) {
      const xml = await get([id]);
      const [declared] = textsOf(xml, "iia-hash");
      expect(secondIiaHashes(xml)).toMatchObject([{ hash: declared, validForApproval: true }]);
    }
  });

  test("rows 63 and 8.18: the first partner is the serving institution, with its id and code", async () => {
    const { iias } = readDocument(getResponse, await get(OF_P));
    expect(iias.map(({ partners: [first, second] }) => [first?.heiId, first?.iiaId, first?.iiaCode, second?.heiId])).toEqual(OF_P.map((id) => [US, id, `${id} / 2026`, P]));
  });

  test("everything that our copy says is served, and nothing else", async () => {
    const copy = fullCopy({ id: "full", partnerIiaId: "p-full" });
    expect(readDocument(getResponse, await get(["full"])).iias.map(fromWireIia)).toEqual([copy]);
  });

  test("an unbound copy has no id of the partner, a bound one has", async () => {
    expect(textsOf(await get(["unbound"]), "iia-id")).toEqual(["unbound"]);
    expect(textsOf(await get(["full"]), "iia-id")).toEqual(["full", "p-full"]);
  });

  test("row 46: unknown ids are left out, whatever else is asked for; only unknown ones give the empty root", async () => {
    expect(servedIds(await get(["nothing", "full", "nothing-2"]))).toEqual(["full"]);
    expect(emptyRootOf(await get(["nothing"]))).toEqual(EMPTY);
  });

  test("row 73: drafts and deleted agreements look like unknown ones", async () => {
    expect(emptyRootOf(await get(["draft", "deleted", "of-q-draft"]))).toEqual(EMPTY);
    expect(emptyRootOf(await get(["of-q-draft"], { as: "q" }))).toEqual(EMPTY);
  });

  test("row 56: ids are compared by case", async () => {
    expect(servedIds(await get(["Case"]))).toEqual(["Case"]);
    expect(emptyRootOf(await get(["FULL", "CASE"]))).toEqual(EMPTY);
  });

  test("agreements come in the order in which they are asked for, each once", async () => {
    expect(servedIds(await get(["years", "full", "years", "Case"]))).toEqual(["years", "full", "Case"]);
    expect(servedIds(await get(["Case", "full", "years"]))).toEqual(["Case", "full", "years"]);
  });

  test("rows 44 and 8.10: 20 times the same id is 200, 21 times is 400, known or not", async () => {
    expect(servedIds(documentOf(await net.ask("iias/v7/get", times(20, "iia_id", "full")), net))).toEqual(["full"]);
    expect(emptyRootOf(documentOf(await net.ask("iias/v7/get", times(20, "iia_id", "nothing")), net))).toEqual(EMPTY);
    for (const id of ["full", "nothing"]) {
      expect(await refused("iias/v7/get", times(21, "iia_id", id))).toBe("400 The parameter iia_id is given 21 times; at most 20 are allowed at once (max-iia-ids).");
    }
  });

  test("row 42: a missing or misspelt iia_id is 400", async () => {
    expect(await refused("iias/v7/get", [])).toBe("400 The parameter iia_id is missing.");
    expect(await refused("iias/v7/get", [["iia_idd", "full"]], { method: "POST" })).toBe("400 The parameter iia_id is missing.");
  });

  test("an id of 65 characters can be nobody's: 400", async () => {
    const long = "x".repeat(65);
    expect(await refused("iias/v7/get", [["iia_id", long]])).toBe(`400 The parameter iia_id is wrong: expected 1 to 64 printable ASCII characters, got "${long}".`);
    expect(emptyRootOf(await get(["x".repeat(64)]))).toEqual(EMPTY);
  });

  test("a changed copy is served changed: the cached document belongs to one version", async () => {
    const before = sharing(fullCopy({ id: "changing" }));
    await save(before);
    const first = await get(["changing"]);
    expect(await get(["changing"])).toBe(first);
    expect(emptyRootOf(await get(["changing"], { as: "q" }))).toEqual(EMPTY);
    await save(sharing({ ...before.mine.copy, conditions: before.mine.copy.conditions.slice(0, 1) }, { revision: 2, version: 2 }));
    const second = await get(["changing"]);
    expect(textsOf(second, "iia-hash")).not.toEqual(textsOf(first, "iia-hash"));
    expect(secondIiaHashes(second)).toMatchObject([{ hash: textsOf(second, "iia-hash")[0] }]);
    await save({ ...before, revision: 3, stage: "deleted" });
    expect(emptyRootOf(await get(["changing"]))).toEqual(EMPTY);
  });
});

describe("index", () => {
  test("row 55: index and get agree for P and for Q, and neither sees the other's", async () => {
    expect(await listed()).toEqual(OF_P);
    expect(servedIds(await get(OF_P))).toEqual(OF_P);
    expect(await listed([], { as: "q" })).toEqual(["of-q"]);
    expect(servedIds(await get(["of-q"], { as: "q" }))).toEqual(["of-q"]);
    expect(emptyRootOf(await get(["of-q"]))).toEqual(EMPTY);
    expect(emptyRootOf(await get(OF_P, { as: "q" }))).toEqual(EMPTY);
  });

  test("row 8.2: a known key whose host covers no institution is answered 200 and empty, as is one without agreements", async () => {
    for (const as of ["nobody", "portal", "us"] as const) {
      expect(emptyRootOf(await index([], { as }))).toEqual(NONE);
      expect(emptyRootOf(await get(["full"], { as }))).toEqual(EMPTY);
    }
  });

  test("rows 48, 77 and 8.13: academic years overlap, any of several is enough, unknown ones give nothing", async () => {
    const years = (...ids: readonly string[]) => listed(ids.map((id) => ["receiving_academic_year_id", id] as const));
    expect(await years("2024/2025")).toContain("years");
    expect(await years("2023/2024")).toContain("years");
    expect(await years("2025/2026")).toContain("years");
    expect(await years("2026/2027")).toEqual([]);
    expect(await years("2022/2023")).toEqual([]);
    expect(await years("2031/2031")).toEqual(["south"]);
    expect(await years("2026/2027", "2030/2030")).toEqual(["south"]);
    expect(await years("1653/1654")).toEqual([]);
    expect(emptyRootOf(await index([["receiving_academic_year_id", "1653/1654"]]))).toEqual(NONE);
  });

  test("rows 48 and 8.13: what is no academic year is 400", async () => {
    for (const id of ["test/test", "2024/2026", "2024/2023", "2024"]) {
      expect(await refused("iias/v7/index", [["receiving_academic_year_id", id]]))
        .toBe(`400 The parameter receiving_academic_year_id is wrong: expected an academic year like 2025/2026, got "${id}".`);
    }
  });

  test("rows 47 and 8.13: modified_since is a moment with any offset", async () => {
    const since = (moment: string) => listed([["modified_since", moment]]);
    expect(await since("1970-01-01T00:00:00Z")).toEqual(OF_P);
    expect(await since("2004-02-12T15:19:21+01:00")).toEqual(OF_P);
    expect(await since("2026-03-01T08:00:00Z")).toEqual(OF_P);
    expect(await since("2026-03-01T09:00:00+01:00")).toEqual(OF_P);
    expect(await since("2026-03-01T08:00:00.001Z")).toEqual([]);
    expect(await since("2026-03-01T09:00:00")).toEqual(OF_P);
    expect(emptyRootOf(await index([["modified_since", "2999-01-01T00:00:00Z"]]))).toEqual(NONE);
    expect(emptyRootOf(await index([["modified_since", "2999-01-01T00:00:00Z"]], { method: "POST" }))).toEqual(NONE);
  });

  test("rows 47 and 8.13: a bare date is 400, and so is the + of an offset that was not escaped", async () => {
    const wrong = (text: string) => `400 The parameter modified_since is wrong: expected an xs:dateTime like 2004-02-12T15:19:21+01:00, got "${text}".`;
    expect(await refused("iias/v7/index", [["modified_since", "2024-01-01"]])).toBe(wrong("2024-01-01"));
    expect(await refused("iias/v7/index", [["modified_since", "01.02.2024 10:00"]])).toBe(wrong("01.02.2024 10:00"));
    expect(refusalOf(await net.ask(`/ewp/${US}/iias/v7/index?modified_since=2004-02-12T15:19:21+01:00`), net)).toBe(wrong("2004-02-12T15:19:21 01:00"));
  });

  test("rows 43 and 8.9: modified_since twice is 400", async () => {
    expect(await refused("iias/v7/index", times(2, "modified_since", "2024-01-01T00:00:00Z"))).toBe("400 The parameter modified_since is given 2 times; expected at most once.");
  });

  test("filters hold together: years and modified_since", async () => {
    expect(await listed([["receiving_academic_year_id", "2031/2031"], ["modified_since", "2999-01-01T00:00:00Z"]])).toEqual([]);
  });
});

describe("stats", () => {
  test("row 98: for the portal only, in the counters' own order", async () => {
    const other = heiId("other-partner.example");
    const both = fullCopy({ id: "stat-both", partner: other, partnerIiaId: "t-both" });
    const theirs = fullCopy({ id: "t-both", own: other, partner: US, partnerIiaId: "stat-both" });
    const onlyThey = fullCopy({ id: "stat-they", partner: other, partnerIiaId: "t-they" });
    const copies = [theirs, fullCopy({ id: "t-they", own: other, partner: US })].map((copy) => fetched(copy));
    await net.store.agreements.decide({ heiId: US, theirs: { partnerHeiId: other, iiaId: iiaId("t-both") } }, () => ({
      agreements: [
        sharing(both, { approvalByUs: approvalOf(copies[0]?.current.hash ?? sharing(both).mine.hash), approvalByPartner: approvalOf(sharing(both).mine.hash) }),
        sharing(onlyThey, { approvalByPartner: approvalOf(sharing(onlyThey).mine.hash) }),
      ],
      partnerCopies: copies, changes: [],
    }));
    // Row 73: neither drafts nor deleted agreements are counted.
    const xml = documentOf(await net.ask("iias/v7/stats", [], { as: "portal" }), net);
    expect(xml).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<iias-stats-response xmlns="${SPEC}/stats-response.xsd"><iia-fetchable>${OF_P.length + 3}</iia-fetchable>` +
      "<iia-local-unapproved-partner-approved>1</iia-local-unapproved-partner-approved>" +
      "<iia-local-approved-partner-unapproved>0</iia-local-approved-partner-unapproved><iia-both-approved>1</iia-both-approved></iias-stats-response>",
    );
  });

  test("row 98: everybody else is refused with 403", async () => {
    for (const as of ["p", "q", "us", "nobody"] as const) {
      expect(await refused("iias/v7/stats", [], { as })).toBe("403 Statistics are served to stats.erasmuswithoutpaper.eu only.");
    }
  });

  test("row 99: agreements are counted where they are, however many there are", async () => {
    const crowd = heiId("crowd.example");
    const copy = copyIn({ id: "crowd-0", partner: crowd }, ["2026/2027", "2026/2027"]);
    const { mine } = sharing(copy);
    const many = Array.from({ length: 500 }, (_, at): Agreement => ({ ...sharing(copy), id: iiaId(`crowd-${at}`), mine }));
    const fetchable = async () => Number(textsOf(documentOf(await net.ask("iias/v7/stats", [], { as: "portal" }), net), "iia-fetchable")[0]);
    const before = await fetchable();
    await save(...many);
    expect(await fetchable()).toBe(before + many.length);
  });
});
