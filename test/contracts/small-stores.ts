import { describe, expect, test } from "@jest/globals";
import type { Factsheet, Institution, Ounit } from "../../src/domain/institutions/model.js";
import type { ApiToken } from "../../src/domain/tokens/model.js";
import { heiId, iiaId } from "../../src/kernel/ids.js";
import { omit } from "../../src/kernel/omit.js";
import { refusalOf } from "../support/agreements/agreement-steps.js";
import { hashOf, sampleAgreement, sampleCondition, sampleVersion } from "../support/agreements/sample-agreements.js";
import type { StoreSubject } from "../support/servers/stores.js";

const A = heiId("small.example");
const AT = new Date("2026-03-01T08:00:00Z");

const institution = (revision: number): Institution => ({
  heiId: A, revision, names: [{ text: "Université du Lac", lang: "fr" }, { text: "Łódź" }], otherIds: [{ type: "erasmus", value: "F SMALL01" }],
  websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [], adminEmails: ["ewp@small.example"], changedAt: AT,
});
const ounit = (id: string, more: Partial<Ounit> = {}): Ounit =>
  ({ heiId: A, id, revision: 1, code: `code ${id}`, names: [{ text: id }], websiteUrls: [], factsheetUrls: [], contacts: [], changedAt: AT, ...more });
const entry = { email: "in@small.example", phoneNumber: { e164: "+3312345678" }, websiteUrls: [{ url: "https://small.example" }] };
const factsheet = (revision: number): Factsheet => ({
  heiId: A, revision, studentNominations: { autumnTerm: "--05-01", springTerm: "--10-01" }, studentApplications: { autumnTerm: "--06-01", springTerm: "--11-01" },
  applicationInfo: entry, additionalRequirements: [], decisionWeeksLimit: 4, torWeeksLimit: 5, accessibility: [], housingInfo: entry, visaInfo: entry, insuranceInfo: entry, additionalInfo: [], changedAt: AT,
});

/** Institutions, keys, files, tokens, idempotency keys. */
export const smallStoresContract = (subject: () => StoreSubject): void => {
  describe("institutions", () => {
    test("are saved revision by revision; another revision is refused with 412", async () => {
      const { institutions } = subject().store;
      await institutions.put(institution(1));
      expect(await refusalOf(institutions.put(institution(1)))).toMatchObject({ status: 412, developerMessage: "The stored revision is not 0: somebody else changed it meanwhile." });
      expect(await refusalOf(institutions.put(institution(3)))).toMatchObject({ status: 412, developerMessage: "The stored revision is not 2: somebody else changed it meanwhile." });
      await institutions.put(institution(2));
      expect(await institutions.get(A)).toEqual(institution(2));
      expect(await institutions.list()).toEqual([institution(2)]);
      expect(await institutions.get(heiId("nobody.example"))).toBeUndefined();
    });

    test("of two writers of one revision one is refused", async () => {
      const { store, other } = subject();
      const ended = await Promise.allSettled([store, other].map(({ institutions }) => institutions.putFactsheet(factsheet(1))));
      expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await store.institutions.factsheet(A)).toEqual(factsheet(1));
    });

    test("units keep their code to themselves, and stay while something refers to them", async () => {
      const { store } = subject();
      await store.institutions.putOunit(ounit("root"));
      await store.institutions.putOunit(ounit("leaf", { parentId: "root" }));
      expect(await refusalOf(store.institutions.putOunit(ounit("twin", { code: "code leaf" })))).toMatchObject({ status: 409 });
      expect(await refusalOf(store.institutions.removeOunit(A, "root"))).toMatchObject({ status: 409, code: "unit-in-use", developerMessage: "Unit root is the parent of unit leaf." });
      const mine = sampleVersion({ heiId: A, id: "uses-leaf" });
      const condition = { ...sampleCondition(A, heiId("lac.example")), sendingOunitId: "leaf" };
      await store.agreements.decide({ heiId: A }, () => ({ agreements: [sampleAgreement({ heiId: A, id: "uses-leaf", mine: { ...mine, copy: { ...mine.copy, conditions: [condition] } } })], changes: [] }));
      expect(await refusalOf(store.institutions.removeOunit(A, "leaf"))).toMatchObject({ status: 409, developerMessage: "Agreement uses-leaf refers to unit leaf." });
      await store.institutions.putOunit(ounit("free"));
      await store.institutions.removeOunit(A, "free");
      expect((await store.institutions.ounits(A)).map(({ id }) => id)).toEqual(["leaf", "root"]);
      expect(await store.institutions.ounit(A, "leaf")).toEqual(ounit("leaf", { parentId: "root" }));
      expect(await store.references.unknownOunits(A, ["leaf", "free", "root"])).toEqual(["free"]);
      expect(await store.references.unknownOunits(A, [])).toEqual([]);
    });
  });

  describe("keys", () => {
    const key = { heiId: A, purpose: "client" as const, fingerprint: "f2", sealed: "sealed", createdAt: new Date(2) };
    const other = { ...key, fingerprint: "f1", purpose: "server" as const, createdAt: new Date(1), seenAt: new Date(3), usedAt: new Date(4), retiredAt: AT };

    test("are listed in the order of their making, with all their times; what changed is marked", async () => {
      const { keys } = subject().store;
      await keys.change(A, "seal", () => [key]);
      const before = (await keys.marks()).get(A);
      await keys.change(A, "seal", (all) => [...all, other]);
      expect(await keys.list(A)).toEqual([other, key]);
      expect((await keys.marks()).get(A)).not.toBe(before);
      expect(await keys.waiting(AT)).toEqual([A]);
    });

    test("that are withdrawn lose their private part for good, and stay listed", async () => {
      const { keys } = subject().store;
      const { heiId, purpose, fingerprint, createdAt, seenAt, usedAt, retiredAt } = other;
      const withdrawn = { heiId, purpose, fingerprint, createdAt, seenAt, usedAt, retiredAt, withdrawnAt: AT, compromised: true as const };
      const before = (await keys.marks()).get(A);
      await keys.change(A, "seal", (all) => all.map((one) => (one.fingerprint === "f1" ? withdrawn : one)));
      expect(await keys.list(A)).toEqual([withdrawn, key]);
      expect((await keys.marks()).get(A)).not.toBe(before);
    });

    test("are changed one after the other, whichever process does it", async () => {
      const { store: { keys }, other: { keys: elsewhere } } = subject();
      const seen: number[] = [];
      const add = (store: typeof keys, fingerprint: string) => store.change(A, "seal", (all) => {
        seen.push(all.length);
        return [...all, { ...key, fingerprint }];
      });
      await Promise.all(["a", "b", "c", "d"].map((name, at) => add(at % 2 ? keys : elsewhere, name)));
      expect(seen).toEqual([2, 3, 4, 5]);
    });

    test("are not changed under a master secret that was replaced", async () => {
      const { seal, keys } = subject().store;
      expect(await seal.inForce()).toBeUndefined();
      await seal.enter("seal", AT);
      await seal.enter("another", new Date(9));
      expect(await seal.inForce()).toEqual({ fingerprint: "seal", since: AT });
      expect(await refusalOf(keys.change(A, "another", (all) => all))).toMatchObject({
        status: 503, developerMessage: "The master secret of this node was changed; start this process anew with the new one before keys are changed.",
      });
    });
  });

  describe("files", () => {
    test("are seen by the partner whose shared agreement or approval names them, and by no other", async () => {
      const { store } = subject();
      const bytes = Buffer.from([0, 1, 255, 37, 80]);
      for (const id of ["own-pdf", "counter-pdf", "other-pdf"]) await store.files.put({ id, heiId: A, mediaType: "application/pdf", bytes, createdAt: AT });
      const mine = sampleVersion({ heiId: A, id: "with-pdf" });
      const agreement = sampleAgreement({
        heiId: A, id: "with-pdf", mine: { ...mine, copy: { ...mine.copy, pdfFileId: "own-pdf" } },
        approvalByUs: { hash: hashOf("x"), at: AT, exchangeId: "e", pdfFileId: "counter-pdf" },
      });
      const save = (revision: number, stage: "draft" | "shared" | "deleted") => store.agreements.decide({ heiId: A, own: iiaId("with-pdf") }, () => ({ agreements: [{ ...agreement, revision, stage }], changes: [] }));
      const seen = async (partner: string) => {
        const files = await Promise.all(["own-pdf", "counter-pdf", "other-pdf"].map((id) => store.files.visibleTo(A, id, heiId(partner))));
        return files.map((file) => file?.id);
      };
      await save(1, "draft");
      expect(await seen("lac.example")).toEqual([undefined, undefined, undefined]);
      await save(2, "shared");
      expect(await seen("lac.example")).toEqual(["own-pdf", "counter-pdf", undefined]);
      expect(await seen("stranger.example")).toEqual([undefined, undefined, undefined]);
      await store.agreements.decide({ heiId: A, own: iiaId("with-pdf") }, () => ({
        agreements: [{ ...omit(agreement, "approvalByUs"), revision: 3, stage: "shared", mine: { ...mine, version: 2, copy: { ...mine.copy, pdfFileId: "other-pdf" } } }], changes: [],
      }));
      // An id that the partner was given stays good: it may fetch the file of a version that it read before (PROTOCOL 5.7).
      expect(await seen("lac.example")).toEqual(["own-pdf", "counter-pdf", "other-pdf"]);
      await save(4, "deleted");
      expect(await seen("lac.example")).toEqual([undefined, undefined, undefined]);
      expect(Buffer.from((await store.files.get(A, "own-pdf"))?.bytes ?? [])).toEqual(bytes);
      expect([await store.references.hasFile(A, "own-pdf"), await store.references.hasFile(A, "nothing")]).toEqual([true, false]);
      expect(await refusalOf(store.files.put({ id: "own-pdf", heiId: A, mediaType: "text/plain", bytes, createdAt: AT }))).toMatchObject({ status: 409 });
    });
  });

  test("tokens are found by hash and revoked once", async () => {
    const { tokens } = subject().store;
    const token: ApiToken = { id: "t1", name: "crm", hash: "h1", scopes: ["agreements:read", "admin"], heiIds: [A], createdAt: AT, expiresAt: new Date("2027-01-01") };
    const open: ApiToken = { id: "t2", name: "all", hash: "h2", scopes: [], createdAt: AT };
    await tokens.add(token);
    await tokens.add(open);
    expect(await tokens.byHash("h1")).toEqual(token);
    expect(await tokens.byHash("h3")).toBeUndefined();
    expect([await tokens.revoke("t1", AT), await tokens.revoke("t1", AT), await tokens.revoke("t9", AT)]).toEqual([true, false, false]);
    expect(await tokens.list()).toEqual([{ ...token, revokedAt: AT }, open]);
  });

  describe("idempotency keys", () => {
    const request = (key: string, requestHash = "hash") => ({ key, tokenId: "t1", requestHash });
    const answer = { status: 201, headers: { Location: "/x", ETag: '"1"' }, body: '{"id":"x"}' };
    const after = (ms: number) => new Date(AT.getTime() + ms);

    test("the first goes ahead, the others hear what became of it", async () => {
      const { idempotency } = subject().store;
      const now = AT;
      expect(await idempotency.claim(request("k1"), now, "o1")).toEqual({ is: "new", objectId: "o1" });
      expect(await idempotency.claim(request("k1"), now, "o2")).toEqual({ is: "in-progress" });
      expect(await idempotency.claim({ ...request("k1"), tokenId: "t2" }, now, "o3")).toEqual({ is: "new", objectId: "o3" });
      await idempotency.complete(request("k1"), answer);
      expect(await idempotency.claim(request("k1"), now, "o4")).toEqual({ is: "answered", answer });
      expect(await idempotency.claim(request("k1", "another"), now, "o5")).toEqual({ is: "different-request" });
    });

    test("of many at once one goes ahead", async () => {
      const { store, other } = subject();
      const claims = await Promise.all(Array.from({ length: 12 }, (_, i) => (i % 2 ? store : other).idempotency.claim(request("k2"), AT, `o${i}`)));
      expect(claims.filter(({ is }) => is === "new")).toHaveLength(1);
      expect(claims.filter(({ is }) => is === "in-progress")).toHaveLength(11);
    });

    test("a refused request frees its key; a dead one after a minute, under the same id; an answer after a day", async () => {
      const { idempotency } = subject().store;
      await idempotency.claim(request("k3"), AT, "o1");
      await idempotency.abandon(request("k3"), AT);
      expect(await idempotency.claim(request("k3", "corrected"), AT, "o2")).toEqual({ is: "new", objectId: "o2" });
      expect(await idempotency.claim(request("k3", "corrected"), after(59_999), "o3")).toEqual({ is: "in-progress" });
      expect(await idempotency.claim(request("k3", "another"), after(60_000), "o3")).toEqual({ is: "different-request" });
      expect(await idempotency.claim(request("k3", "corrected"), after(60_000), "o3")).toEqual({ is: "new", objectId: "o2" });
      await idempotency.complete(request("k3"), answer);
      await idempotency.abandon(request("k3"), after(60_000));
      expect(await idempotency.claim(request("k3", "corrected"), after(86_400_000), "o4")).toEqual({ is: "answered", answer });
      expect(await idempotency.claim(request("k3"), after(60_000 + 86_400_000), "o5")).toEqual({ is: "new", objectId: "o5" });
      expect(await idempotency.forget(after(60_000 + 2 * 86_400_000))).toBeGreaterThan(0);
      expect(await idempotency.forget(after(60_000 + 2 * 86_400_000))).toBe(0);
    });

    test("what may have been done is taken up at once, under the same id; nobody ends another's claim", async () => {
      const { idempotency } = subject().store;
      await idempotency.claim(request("k4"), AT, "o1");
      await idempotency.giveBack(request("k4"), AT);
      expect(await idempotency.claim(request("k4"), after(1), "o2")).toEqual({ is: "new", objectId: "o1" });
      await idempotency.giveBack(request("k4"), AT);
      await idempotency.abandon(request("k4"), AT);
      expect(await idempotency.claim(request("k4"), after(2), "o3")).toEqual({ is: "in-progress" });
    });

    test("a claim from the future is that of a process whose clock was ahead, and holds nobody up", async () => {
      const { idempotency } = subject().store;
      await idempotency.claim(request("k5"), after(600_000), "o1");
      expect(await idempotency.claim(request("k5"), AT, "o2")).toEqual({ is: "new", objectId: "o1" });
    });
  });
};
