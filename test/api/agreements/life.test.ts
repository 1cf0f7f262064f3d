import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { act, AGREEMENTS, arrives, bound, created, freshPartnerId, inForce, shown } from "../support/journey.js";
import { type Office, startOffice, US } from "../support/office.js";
import { newAgreement, partnerCopy, terms } from "../support/terms.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());
afterEach(() => office.scripts.partner.fail(undefined));

describe("a draft", () => {
  test("is made, has an address and an ETag, and is ours alone", async () => {
    const answer = await office.call("post", AGREEMENTS).send(newAgreement());
    expect(answer.status).toBe(201);
    expect(answer.headers["etag"]).toBe('"1"');
    expect(answer.headers["location"]).toBe(`/api/v1/institutions/${US}/agreements/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      heiId: US, partnerHeiId: "lac.example", partnerName: "Lake University", revision: 1, stage: "draft", status: "draft", turn: "us",
      nextStep: "This is your draft. Send it when it is complete.", nextStepCode: "draft", createdAt: "2026-03-01T08:00:00.000Z",
      mine: { version: 1, copy: { owner: { heiId: US, iiaId: answer.body.id, iiaCode: "RIV-2026-01" }, conditions: [{ totalMonthsPerYear: "10.50" }] } },
    });
    expect(answer.body.theirs).toBeUndefined();
    expect((await shown(office, answer.body.id))).toEqual(answer.body);
  });

  test("with a rule broken is refused by field", async () => {
    const { body } = await office.call("post", AGREEMENTS).send(newAgreement({ conditions: [{ ...newAgreement().conditions[0], lastAcademicYear: "2020/2021" }] }));
    expect(body).toMatchObject({ status: 400, type: "urn:passerelle:problem:invalid-agreement", errors: [{ field: expect.stringMatching(/^conditions\[0\]\./), problem: expect.any(String), expected: expect.any(String) }] });
  });

  test("cannot be approved, notified or terminated", async () => {
    const { id } = await created(office);
    for (const [action, body] of [["approve", { reviewedHash: "0".repeat(64) }], ["notify", undefined]] as const) {
      expect((await act(office, id, action, body)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:not-sent", userMessages: [{ lang: "en", text: "Send this agreement to the partner first." }] });
    }
    expect((await act(office, id, "terminate", { noMobilityTookPlace: true })).body).toMatchObject({ status: 422 });
  });
});

describe("from sent to terminated", () => {
  test("every step, with both copies, hashes and whose turn it is", async () => {
    const { id, theirId, hash, agreement } = await bound(office);
    expect(agreement).toMatchObject({ stage: "shared", status: "bound", turn: "both", partnerIiaId: theirId, theirs: { iiaId: theirId, current: { hash, version: 1, exchangeId: expect.stringMatching(/^exchange-/) } } });

    const approved = await act(office, id, "approve", { reviewedHash: hash }).expect(200);
    expect(approved.body).toMatchObject({ status: "approved-by-us", turn: "partner", approvalByUs: { hash, current: true } });

    office.scripts.partner.approve(id, agreement.mine.hash);
    const refreshed = await act(office, id, "refresh").expect(200);
    expect(refreshed.body).toMatchObject({ copyChanged: false, approvalChanged: true, agreement: { status: "in-force", turn: "nobody", inForce: { mine: { hash: agreement.mine.hash }, theirs: { hash } } } });

    const etag = refreshed.headers["etag"] ?? "";
    const edited = await office.call("put", `${AGREEMENTS}/${id}`).set("If-Match", etag).send(terms({ conditions: [{ ...terms().conditions[0], mobilitiesPerYear: 5 }] })).expect(200);
    expect(edited.body).toMatchObject({ status: "modified", turn: "partner" });
    expect(edited.body.mine.hash).not.toBe(agreement.mine.hash);

    const comparison = (await office.call("get", `${AGREEMENTS}/${id}/comparison`).expect(200)).body;
    expect(comparison).toMatchObject({ sameForApproval: false, verdict: "differs", mineSinceInForce: { changed: true, verdict: "differs" } });
    expect(comparison.differences.find(({ field }: { field: string }) => field === "mobilitiesPerYear")).toMatchObject({ inForce: "2", mine: "5", theirs: "2", nature: "substantive" });

    const reverted = await act(office, id, "revert").expect(200);
    expect(reverted.body).toMatchObject({ status: "in-force", mine: { hash: agreement.mine.hash } });

    expect((await act(office, id, "terminate", { noMobilityTookPlace: false })).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:mobilities-took-place" });
    const terminated = await act(office, id, "terminate", { noMobilityTookPlace: true }).expect(200);
    expect(terminated.body).toMatchObject({ mine: { copy: { terminatedAsAWhole: true } }, turn: "partner" });

    const events = (await office.call("get", `${AGREEMENTS}/${id}/timeline`).expect(200)).body.items;
    expect(events.map(({ kind, what }: { kind: string; what?: string }) => what ?? kind)).toEqual(expect.arrayContaining(["draft-changed", "sent", "bound", "approved", "agreement-in-force", "edited", "reverted", "terminated"]));
    expect(events[0]).toMatchObject({ kind: "iia-copy-changed", what: "terminated", actor: "test system", partnerHeiId: "lac.example" });

    const versions = (await office.call("get", `${AGREEMENTS}/${id}/versions`).expect(200)).body;
    expect(versions.mine.length).toBeGreaterThanOrEqual(4);
    expect(versions.theirs).toEqual([expect.objectContaining({ hash, exchangeId: expect.stringMatching(/^exchange-/) })]);
  });

  test("the document is what partners are served", async () => {
    const { id } = await created(office);
    const { headers, text } = await office.call("get", `${AGREEMENTS}/${id}/document`).buffer(true).expect(200);
    expect(headers["content-type"]).toMatch(/^application\/xml/);
    expect(text).toContain(`>${id}</`);
  });

  test("the evidence is an archive; without the scope for exchanges there is none", async () => {
    const { id } = await created(office);
    const { headers, body } = await office.call("get", `${AGREEMENTS}/${id}/evidence`).buffer(true).parse((answer, done) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece)).on("end", () => done(null, Buffer.concat(pieces)));
    }).expect(200);
    expect(headers["content-type"]).toBe("application/gzip");
    expect(gunzipSync(body as Buffer).toString("latin1")).toContain("passerelle evidence pack 1");
    const refused = await office.call("get", `${AGREEMENTS}/${id}/evidence`).set("Authorization", await office.token(["agreements:read"])).expect(403);
    expect(refused.body.detail).toContain("network:read");
    await office.call("get", `${AGREEMENTS}/none/evidence`).expect(404);
  });

  test("the check says in the words of the API what to do", async () => {
    const { id } = await created(office);
    const { body } = await office.call("get", `${AGREEMENTS}/${id}/check`).expect(200);
    expect(body).toMatchObject({ status: "draft", next: { whoseTurn: "us", action: "send" } });
    expect(body.items.length).toBeGreaterThan(5);
  });
});

describe("approval", () => {
  test("of a copy that was changed after the review is refused, and the new copy is shown", async () => {
    const { id, theirId, hash } = await bound(office);
    const changed = partnerCopy(theirId, id);
    const newHash = office.scripts.partner.serve({ ...changed, conditions: changed.conditions.map((one) => ({ ...one, mobilitiesPerYear: 9 })) });
    expect((await act(office, id, "approve", { reviewedHash: hash })).body).toMatchObject({ status: 409, type: "urn:passerelle:problem:changed-since-review", details: { reviewed: hash, current: newHash } });
    expect((await shown(office, id)).theirs.current).toMatchObject({ hash: newHash, version: 2 });
  });

  test("can be withdrawn", async () => {
    const { id, hash } = await bound(office);
    await act(office, id, "approve", { reviewedHash: hash }).expect(200);
    const { body } = await act(office, id, "withdraw-approval").expect(200);
    expect(body.approvalByUs).toBeUndefined();
    expect(body.status).toBe("bound");
  });

  test("needs the scope of its own", async () => {
    const { id, hash } = await bound(office);
    const { body } = await act(office, id, "approve", { reviewedHash: hash }).set("Authorization", await office.token(["agreements:read", "agreements:write"]));
    expect(body).toMatchObject({ status: 403, details: { missing: ["agreements:approve"] } });
  });

  const FAILURES = {
    "is silent": { facts: { reason: "No answer within 30 seconds.", retry: true, exchangeId: "exchange-x" }, status: 504, code: "partner-silent" },
    "answers nonsense": { facts: { reason: "The answer is HTML.", retry: false, status: 200, serverMessage: "hello", exchangeId: "exchange-y" }, status: 502, code: "partner-failed" },
  };
  test.each(Object.entries(FAILURES))("when the partner %s", async (_name, { facts, status, code }) => {
    const { id, hash } = await bound(office);
    office.scripts.partner.fail(new PartnerFailure(facts));
    for (const answer of [await act(office, id, "approve", { reviewedHash: hash }), await act(office, id, "refresh")]) {
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ type: `urn:passerelle:problem:${code}`, detail: `The partner's system failed: ${facts.reason}`, partner: facts });
      expect(answer.body.userMessages).toHaveLength(1);
    }
    expect((await shown(office, id)).approvalByUs).toBeUndefined();
  });
});

describe("linking", () => {
  test("a suggested copy that waits, and unlinking it", async () => {
    const { id } = await created(office);
    const theirId = freshPartnerId();
    office.scripts.partner.serve(partnerCopy(theirId));
    await arrives(office, theirId);
    const suggestions = (await office.call("get", `${AGREEMENTS}/${id}/suggestions`).expect(200)).body.items;
    expect(suggestions.find(({ partnerIiaId }: { partnerIiaId: string }) => partnerIiaId === theirId)).toMatchObject({ iiaCode: `LAC ${theirId}`, score: expect.any(Number), reasons: expect.any(Array) });

    expect((await act(office, id, "link", { partnerIiaId: theirId }).expect(200)).body).toMatchObject({ partnerIiaId: theirId, status: "half-bound", turn: "partner" });
    const unlinked = (await act(office, id, "unlink").expect(200)).body;
    expect(unlinked.partnerIiaId).toBeUndefined();
    expect(unlinked.status).toBe("sent");
  });

  test("to a copy that is not known", async () => {
    const { id } = await created(office);
    expect((await act(office, id, "link", { partnerIiaId: "unheard-of" })).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:not-found" });
  });
});

describe("deletion", () => {
  test("leaves a tombstone that is listed only on request", async () => {
    const { id } = await created(office, { owner: { iiaCode: "TO-DELETE" } });
    await office.call("delete", `${AGREEMENTS}/${id}`).expect(204);
    expect(await shown(office, id)).toMatchObject({ stage: "deleted", status: "deleted", turn: "nobody" });
    expect((await office.call("get", `${AGREEMENTS}?q=to-delete`)).body.items).toEqual([]);
    for (const query of ["stage=deleted", "status=deleted"]) {
      expect((await office.call("get", `${AGREEMENTS}?${query}&q=to-delete`)).body.items).toEqual([expect.objectContaining({ id, stage: "deleted" })]);
    }
    for (const action of ["send", "notify"]) expect((await act(office, id, action)).body).toMatchObject({ status: 404, detail: "There is no agreement with this id." });
  });

  test("of what both approved is refused", async () => {
    const { id } = await inForce(office);
    expect((await office.call("delete", `${AGREEMENTS}/${id}`)).body).toMatchObject({ status: 422, type: "urn:passerelle:problem:approved-by-both" });
  });
});

describe("telling the partner again", () => {
  test("queues one notification with our id", async () => {
    const { id } = await bound(office);
    const waiting = async () => (await office.call("get", `/institutions/${US}/deliveries?objectId=${id}&kind=iia-cnr&state=waiting`).expect(200)).body.items;
    const before = await waiting();
    expect((await act(office, id, "notify")).body).toEqual({ kind: "iia-cnr", objectId: id });
    expect(await waiting()).toHaveLength(Math.max(1, before.length));
    expect(await waiting()).toEqual([expect.objectContaining({ kind: "iia-cnr", objectId: id, partnerHeiId: "lac.example", attempts: 0 })]);
  });
});
