/** What we approved of partners' copies, as they ask for it. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Found } from "../../../../src/domain/agreements/ports.js";
import { type IiaId, iiaId, type Sha256Hex } from "../../../../src/kernel/ids.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { approvalOf, fetched, fullCopy, sharing } from "../../../support/agreements/copies.js";
import { hashOf } from "../../../support/agreements/sample-agreements.js";
import { type Asking, P, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";

const NS = "https://github.com/erasmus-without-paper/ewp-specs-api-iias-approval/tree/stable-v2";
const EMPTY = { root: "iias-approval-response", ns: NS };

let net: SliceNode;

/** Our agreement `id` with P or Q, bound to `theirs`, whose copy we approved when it had the hash. */
const approved = (id: string, theirs: string, { partner = P, hash = hashOf(theirs), pdf }: { partner?: typeof P; hash?: Sha256Hex; pdf?: string } = {}) =>
  sharing(fullCopy({ id, partner, partnerIiaId: theirs }), { approvalByUs: approvalOf(hash, pdf) });

beforeAll(async () => {
  net = await startSliceNode();
  await net.store.agreements.decide({ heiId: US }, () => ({
    agreements: [
      approved("ours-1", "p-1"), approved("ours-2", "p-2", { pdf: "countersigned-2" }),
      approved("ours-q", "q-1", { partner: Q }),
      sharing(fullCopy({ id: "ours-3", partnerIiaId: "p-not-approved" })),
      { ...approved("ours-draft", "p-of-draft"), stage: "draft" }, { ...approved("ours-deleted", "p-of-deleted"), stage: "deleted" },
      // Known by both ids: ours must never be mistaken for theirs.
      approved("p-confusing", "p-4"),
    ],
    changes: [],
  }));
});
afterAll(() => net.close());

const ask = async (ids: readonly string[], asking: Asking = {}) => documentOf(await net.ask("iias-approval/v2", ids.map((id) => ["iia_id", id] as const), asking), net);

describe("iias-approval", () => {
  test("row 68: the stored hash and the file, by the caller's id, in the order asked for", async () => {
    expect(await ask(["p-2", "p-1"])).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<iias-approval-response xmlns="${NS}">` +
      `<approval><iia-id>p-2</iia-id><iia-hash>${hashOf("p-2")}</iia-hash><pdf-file>countersigned-2</pdf-file></approval>` +
      `<approval><iia-id>p-1</iia-id><iia-hash>${hashOf("p-1")}</iia-hash></approval></iias-approval-response>`,
    );
  });

  test("row 69: only the partner gets it; others see what they would see of an unknown id", async () => {
    expect(textsOf(await ask(["q-1"], { as: "q" }), "iia-hash")).toEqual([hashOf("q-1")]);
    expect(emptyRootOf(await ask(["q-1"]))).toEqual(EMPTY);
    for (const as of ["q", "us", "portal", "nobody"] as const) expect(emptyRootOf(await ask(["p-1", "p-2"], { as }))).toEqual(EMPTY);
  });

  test("row 46: unknown and unapproved ids are left out", async () => {
    expect(textsOf(await ask(["unknown", "p-1", "p-not-approved"]), "iia-id")).toEqual(["p-1"]);
    expect(emptyRootOf(await ask(["unknown"]))).toEqual(EMPTY);
  });

  test("row 56: ids are compared by case", async () => {
    expect(emptyRootOf(await ask(["P-1"]))).toEqual(EMPTY);
  });

  test("ids are the caller's: ours mean nothing here", async () => {
    expect(emptyRootOf(await ask(["ours-1", "p-confusing"]))).toEqual(EMPTY);
  });

  test("row 73: approvals of drafts and deleted agreements are gone", async () => {
    expect(emptyRootOf(await ask(["p-of-draft", "p-of-deleted"]))).toEqual(EMPTY);
  });

  test("rows 44 and 8.10: 20 times the same id is 200 and one approval, 21 times is 400, known or not", async () => {
    expect(textsOf(documentOf(await net.ask("iias-approval/v2", times(20, "iia_id", "p-1")), net), "iia-id")).toEqual(["p-1"]);
    for (const id of ["p-1", "unknown"]) {
      expect(refusalOf(await net.ask("iias-approval/v2", times(21, "iia_id", id)), net))
        .toBe("400 The parameter iia_id is given 21 times; at most 20 are allowed at once (max-iia-ids).");
    }
  });

  test("row 42: a missing iia_id is 400", async () => {
    expect(refusalOf(await net.ask("iias-approval/v2"), net)).toBe("400 The parameter iia_id is missing.");
  });

  test("rows 68 and 70: the partner modifies its copy and notifies; the approval stays and is still that of the old hash", async () => {
    const own = iiaId("stays");
    const theirs = { partnerHeiId: P, iiaId: iiaId("p-stays") };
    const first = fetched(fullCopy({ id: "p-stays", own: P, partner: US, partnerIiaId: "stays" }));
    const ours = { ...approved("stays", "p-stays", { hash: first.current.hash }) };
    await net.store.agreements.decide({ heiId: US, own, theirs }, () => ({ agreements: [ours], partnerCopies: [first], changes: [] }));
    const changed = fetched({ ...first.current.copy, conditions: first.current.copy.conditions.slice(0, 1) });
    expect(documentOf(await net.ask("iia-cnr/v3", [["iia_id", "p-stays"]], { method: "POST" }), net)).toContain("<iia-cnr-response");
    await net.store.agreements.decide({ heiId: US, own, theirs }, () => ({ partnerCopies: [{ ...changed, current: { ...changed.current, version: 2 } }], changes: [] }));
    expect(textsOf(await ask(["p-stays"]), "iia-hash")).toEqual([first.current.hash]);
    expect(changed.current.hash).not.toBe(first.current.hash);
    await withdraw(own);
    expect(emptyRootOf(await ask(["p-stays"]))).toEqual(EMPTY);
  });
});

/** A withdrawn approval is there no more. */
const withdraw = (own: IiaId) => net.store.agreements.decide({ heiId: US, own }, (found: Found) => {
  if (!found.own) throw new Error("no agreement");
  const { approvalByUs, ...rest } = found.own;
  expect(approvalByUs).toBeDefined();
  return { agreements: [{ ...rest, revision: rest.revision + 1 }], changes: [] };
});
