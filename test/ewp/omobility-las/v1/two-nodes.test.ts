/** Two nodes and one learning agreement, over TLS and from real stores. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { threeWay } from "../../../../src/domain/learning-agreements/incoming.js";
import type { Components } from "../../../../src/domain/learning-agreements/model.js";
import type { LaAnswer } from "../../../../src/domain/learning-agreements/outgoing.js";
import { type OmobilityId, omobilityId } from "../../../../src/kernel/ids.js";
import { textsOf } from "../../../support/ewp/answers.js";
import { developerMessage, type ForeignAnswer, send, signatureFaults } from "../../../support/ewp/signed-client.js";
import { startLaNodes } from "../../../support/learning-agreements/la-nodes.js";
import { component, officerSigns, RECEIVER, sampleComponents, sampleDetails, SENDER, studentSigns } from "../../../support/learning-agreements/sample-las.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../../support/xml/xsd-oracle.js";

let net: Awaited<ReturnType<typeof startLaNodes>>;
beforeAll(async () => {
  if (schemasDir === undefined) tellSkipped("validation of answers");
  net = await startLaNodes();
});
afterAll(() => net.close());

const actor = "office";
const outgoing = (id: OmobilityId) => net.sender.store.learningAgreements.outgoing(SENDER, id);
const incoming = (id: OmobilityId) => net.receiver.store.learningAgreements.incoming({ heiId: RECEIVER, partnerHeiId: SENDER, omobilityId: id });
const made = (id: OmobilityId, components = sampleComponents(), mobilityType: "semester" | "blended" | "doctoral" = "semester") =>
  net.sender.las.create({ heiId: SENDER, partnerHeiId: RECEIVER, omobilityId: id, mobilityType, details: sampleDetails(), components, actor });
const signed = async (id: OmobilityId) => {
  await net.sender.las.signAsStudent({ heiId: SENDER, omobilityId: id, actor, signature: studentSigns() });
  return net.sender.las.signAsSender({ heiId: SENDER, omobilityId: id, actor, signature: officerSigns("Anna") });
};
const changed = async (id: OmobilityId, components: Components) => {
  await net.sender.las.draft({ heiId: SENDER, omobilityId: id, actor, components });
  return signed(id);
};
const answer = async (id: OmobilityId, verdict: "approve" | "comment", timestamp = "2026-06-01T10:00:00Z") => {
  const la = await incoming(id);
  const proposalId = la?.current.document.proposal?.id ?? "";
  const signature = officerSigns("Bo", timestamp);
  const said: LaAnswer = verdict === "approve" ? { verdict, proposalId, signature } : { verdict, comment: "Logic is not held.", proposalId, signature };
  return net.receiver.las.review({ scope: { heiId: RECEIVER, partnerHeiId: SENDER, omobilityId: id }, answer: said, reviewedVersion: la?.current.version ?? 0, actor });
};
const agreed = async (id: OmobilityId) => {
  await made(id);
  await signed(id);
  await net.settle();
  await answer(id, "approve");
  await net.settle();
};

type Caller = "sender" | "receiver" | "portal" | "other";
const ask = async (path: string, { as = "receiver", body, xml }: { readonly as?: Caller; readonly body?: string; readonly xml?: string } = {}): Promise<ForeignAnswer> => {
  const spec = { key: net.hosts[as].client, path: `/ewp/${SENDER}/omobility-las/v1/${path}` };
  const reply = await send(net.sender.node, xml !== undefined ? { ...spec, method: "POST", body: xml, headers: { "content-type": "text/xml" } } : body !== undefined ? { ...spec, method: "POST", body } : spec);
  expect(signatureFaults(reply, net.hosts.sender.server)).toEqual([]);
  if (schemasDir !== undefined) expect({ text: reply.text, problems: validateAgainstXsd(reply.text) }).toEqual({ text: reply.text, problems: [] });
  return reply;
};
const told = (reply: ForeignAnswer): string => `${reply.status} ${developerMessage(reply)}`;
const index = async (filter = "", as: Caller = "receiver") => textsOf((await ask(`index?sending_hei_id=${SENDER}${filter}`, { as })).text, "omobility-id");
const got = async (id: string, as: Caller = "receiver") => textsOf((await ask(`get?sending_hei_id=${SENDER}&omobility_id=${id}`, { as })).text, "omobility-id");
const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobility-las/blob/stable-v1/endpoints";
const SIGNATURE = "<u:signature><la:signer-name>Bo</la:signer-name><la:timestamp>2026-06-01T10:00:00Z</la:timestamp></u:signature>";
const update = (inside: string, sendingHeiId: string = SENDER): string =>
  `<u:omobility-las-update-request xmlns:u="${SPEC}/update-request.xsd" xmlns:la="${SPEC}/get-response.xsd"><u:sending-hei-id>${sendingHeiId}</u:sending-hei-id>${inside}</u:omobility-las-update-request>`;
const approve = (id: string, proposalId: string, signature = SIGNATURE): string =>
  `<u:approve-proposal-v1><u:omobility-id>${id}</u:omobility-id><u:changes-proposal-id>${proposalId}</u:changes-proposal-id>${signature}</u:approve-proposal-v1>`;

describe("the journey", () => {
  const id = omobilityId("journey");
  test("6.5 step 1: signed by student and sender it reaches the receiver, not before", async () => {
    await made(id);
    expect([await net.settle(), await index(), await got(id)]).toEqual([[], [], []]);
    await signed(id);
    expect(await net.settle()).toEqual(["omobility-la-cnr journey delivered", "refresh-omobility-la journey delivered"]);
    expect(await incoming(id)).toMatchObject({ current: { version: 1, document: { student: sampleDetails().student, proposal: { components: sampleComponents() } } } });
    expect([await index(), await got(id)]).toEqual([["journey"], ["journey"]]);
  });
  test("6.5 step 2a, row 91: two clicks are one update; the sender notifies, and both see three signatures", async () => {
    await Promise.all([answer(id, "approve", "2026-06-01T10:00:00Z"), answer(id, "approve", "2026-06-01T10:00:01Z")]);
    const done = await net.settle();
    expect(done.filter((line) => line.startsWith("update"))).toEqual(["update-omobility-la journey delivered"]);
    expect(net.sender.node.kept.filter(({ endpoint }) => endpoint === "update").map(({ status }) => status)).toEqual([200]);
    expect(done).toContain("omobility-la-cnr journey delivered");
    const la = await incoming(id);
    expect(la).toMatchObject({ answer: { state: "accepted" }, current: { document: { firstVersion: { receiving: { name: "Bo" } } } }, proposals: [{ outcome: "approved" }] });
    expect(la?.current.document).not.toHaveProperty("proposal");
    expect((await outgoing(id))?.firstVersion).toEqual(la?.current.document.firstVersion);
  });
  test("6.5 steps 3 and 4: changes are approved, rejected, and cumulative", async () => {
    await changed(id, sampleComponents({ studied: [component("Algebra")] }));
    await net.settle();
    await answer(id, "approve");
    await net.settle();
    await changed(id, sampleComponents({ studied: [component("Topology")] }));
    await net.settle();
    await answer(id, "comment");
    await net.settle();
    const la = await outgoing(id);
    expect(la?.rounds.map(({ outcome }) => outcome)).toEqual(["approved", "approved", "rejected"]);
    expect(la?.rounds.at(-1)?.answer).toMatchObject({ verdict: "comment", comment: "Logic is not held." });
    expect(la?.approvedChanges?.components.studied?.map(({ title, change }) => `${change?.status} ${title}`)).toEqual(["deleted Introductory calculus", "deleted Logic", "inserted Algebra"]);
    expect((await incoming(id))?.current.document.approvedChanges).toEqual(la?.approvedChanges);
    expect((await incoming(id))?.current.document).not.toHaveProperty("proposal");
  });
  test("every version is kept on both sides, the partner's with its exchange", async () => {
    const mobility = { sendingHeiId: SENDER, omobilityId: id };
    const [ours, theirs] = [await net.sender.store.learningAgreements.versions(SENDER, mobility), await net.receiver.store.learningAgreements.versions(RECEIVER, mobility)];
    expect(ours.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(theirs.map(({ document }) => document)).toEqual(ours.map(({ document }) => document));
    expect(theirs.every(({ exchangeId }) => net.receiver.caller.kept.some((kept) => kept.id === exchangeId))).toBe(true);
  });
  test("the timeline tells it without a personal datum", async () => {
    const lines = JSON.stringify([
      await net.sender.store.learningAgreements.timeline(SENDER, { sendingHeiId: SENDER, omobilityId: id }), await net.receiver.store.learningAgreements.timeline(RECEIVER, { sendingHeiId: SENDER, omobilityId: id }),
    ]);
    expect(lines).toContain("incoming-la-told");
    for (const personal of ["Sidorov", "Ivan", "2004-05-05", "esi:", "example.com", "Bo", "Logic"]) expect(lines).not.toContain(personal);
  });
});

describe("conflicts", () => {
  test("409 is shown with three sides, and the officer decides again", async () => {
    const id = omobilityId("conflict");
    await made(id);
    const before = await signed(id);
    await net.settle();
    await answer(id, "approve");
    // Changed while the answer waits.
    await net.sender.las.withdraw({ heiId: SENDER, omobilityId: id, actor });
    await changed(id, sampleComponents({ recognized: [component("Calculus")] }));
    await net.settle();
    const la = await incoming(id);
    const view = la && threeWay(la);
    expect(la?.answer).toMatchObject({ state: "outdated", proposalId: before.proposal?.id });
    expect(view?.theirs?.id).toBe((await outgoing(id))?.proposal?.id);
    expect(view?.differences.map(({ table, what, component: { title } }) => `${table} ${what} ${title}`)).toEqual(["recognized removed Calculus", "recognized removed Algebra", "recognized added Calculus"]);
    await answer(id, "approve");
    await net.settle();
    expect(await incoming(id)).toMatchObject({ answer: { state: "accepted" } });
    expect(net.sender.node.kept.filter(({ endpoint, status }) => endpoint === "update" && status === 409)).toEqual([]);
  });
  test("a withdrawn or rejected first version disappears, and is gone on the other side", async () => {
    const id = omobilityId("rejected");
    await made(id);
    await signed(id);
    await net.settle();
    await answer(id, "comment");
    await net.settle();
    expect([await got(id), (await index()).includes(id)]).toEqual([[], false]);
    expect(await incoming(id)).toMatchObject({ goneAt: net.clock.now(), proposals: [{ outcome: "rejected" }] });
  });
  test("row 107: what nobody told is found by the sweep", async () => {
    const id = omobilityId("silent");
    await made(id);
    await signed(id);
    await net.sender.store.outbox.claim({ now: net.clock.now(), leaseMs: 1_000_000, limit: 20, perPartner: 20 });
    await net.receiver.store.outbox.add([{ kind: "sweep-omobility-las", heiId: RECEIVER, partnerHeiId: SENDER, objectId: "", dueAt: net.clock.now() }]);
    await net.settle();
    expect((await incoming(id))?.current.version).toBe(1);
  });
});

describe("what partners ask", () => {
  const [semester, blended, doctoral] = [omobilityId("q-semester"), omobilityId("q-blended"), omobilityId("q-doctoral")];
  beforeAll(async () => {
    await agreed(semester);
    await made(blended, { blended: [component("Week", { shortDescription: "Online first." })] }, "blended");
    await signed(blended);
    await made(doctoral, { doctoral: [component("Thesis")] }, "doctoral");
    await signed(doctoral);
    await net.settle();
  });
  test("index filters: AND between them, OR between institutions", async () => {
    expect(await index("&mobility_type=blended")).toEqual([blended]);
    expect(await index("&mobility_type=doctoral&receiving_academic_year_id=2026/2027")).toEqual([doctoral]);
    expect(await index("&receiving_academic_year_id=1653/1654")).toEqual([]);
    expect(await index(`&receiving_hei_id=unknown.example&receiving_hei_id=${RECEIVER}&mobility_type=blended`)).toEqual([blended]);
    expect(await index("&receiving_hei_id=unknown.example")).toEqual([]);
    expect(await index(`&global_id=${sampleDetails().student.globalId}&mobility_type=semester`)).toContain(semester);
    expect(await index(`&global_id=${sampleDetails().student.globalId.toUpperCase()}`)).toContain(semester);
    expect(await index("&global_id=unknown")).toEqual([]);
    expect(await index("&modified_since=2030-01-01T00:00:00%2B01:00")).toEqual([]);
    expect(await index("&modified_since=1970-01-01T00:00:00Z")).toEqual(await index());
  });
  test("row 55: the index lists exactly what get gives", async () => {
    const listed = await index();
    expect(await got(listed.join("&omobility_id="))).toEqual(listed);
    expect(await got(`${semester.toUpperCase()}&omobility_id=unknown`)).toEqual([]);
  });
  test.each(["other", "portal", "sender"] as const)("row 88: %s sees nothing", async (as) => expect([await index("", as), await got(semester, as)]).toEqual([[], []]));
  test.each([
    [`index?sending_hei_id=unknown.example`, "400 The parameter sending_hei_id is not the institution of this address; expected sending.example.edu."],
    [`get?sending_hei_id=unknown.example&omobility_id=a`, "400 The parameter sending_hei_id is not the institution of this address; expected sending.example.edu."],
    [`get?sending_hei_id=${SENDER}`, "400 The parameter omobility_id is missing."],
    [`index?sending_hei_id=${SENDER}&sending_hei_id=${SENDER}`, "400 The parameter sending_hei_id is given 2 times; expected at most once."],
    [`index?sending_hei_id=${SENDER}&mobility_type=other`, '400 The parameter mobility_type is wrong: expected one of blended, doctoral, semester, got "other".'],
    [`get?sending_hei_id=${SENDER}${"&omobility_id=a".repeat(51)}`, "400 The parameter omobility_id is given 51 times; at most 50 are allowed at once (max-omobility-ids)."],
  ])("parameters that are refused, %#", async (path, expected) => expect(told(await ask(path))).toBe(expected));
  test("rows 90, 8.14: what is wrong with an update, in the order of the checks", async () => {
    const proposalId = (await outgoing(blended))?.proposal?.id ?? "";
    expect(told(await ask("update"))).toBe("405 Method GET is not allowed here; use POST.");
    expect(told(await ask("update", { xml: update("") }))).toBe("400 The body is no valid omobility-las-update-request: /omobility-las-update-request: expected exactly one of approve-proposal-v1, comment-proposal-v1, got none.");
    expect(told(await ask("update", { xml: update(approve(blended, proposalId, "")) }))).toBe("400 The body is no valid omobility-las-update-request: /omobility-las-update-request/approve-proposal-v1/signature: missing.");
    expect(told(await ask("update", { xml: update(approve(blended, proposalId), "unknown.example") }))).toBe("400 The sending-hei-id is not the institution of this address; expected sending.example.edu.");
    const unknown = "400 There is no learning agreement with this omobility-id between the caller and this institution.";
    expect(told(await ask("update", { xml: update(approve("unknown", proposalId)) }))).toBe(unknown);
    expect(told(await ask("update", { as: "other", xml: update(approve(blended, "stale")) }))).toBe(unknown);
    expect(told(await ask("update", { xml: update(approve(blended, "stale")) }))).toBe("409 The changes-proposal-id is not that of the current proposal.");
  });
  test("an update is taken once; the very same again is a retry, another one is 409", async () => {
    const proposalId = (await outgoing(blended))?.proposal?.id ?? "";
    const [one, two] = await Promise.all([ask("update", { xml: update(approve(blended, proposalId)) }), ask("update", { xml: update(approve(blended, proposalId)) })]);
    expect([textsOf(one.text, "success-user-message"), two.status]).toEqual([["The approval was received."], 200]);
    expect((await outgoing(blended))?.rounds).toHaveLength(1);
    expect(told(await ask("update", { xml: update(approve(blended, proposalId, SIGNATURE.replace("10:00", "11:00"))) }))).toBe("409 The changes-proposal-id is not that of the current proposal.");
  });
  test("row 98: statistics are the portal's, on both sides", async () => {
    expect(told(await ask("stats"))).toBe(`403 Statistics are served to stats.erasmuswithoutpaper.eu only.`);
    const { text } = await ask("stats", { as: "portal" });
    const counted = (name: string) => Number(textsOf(text, name)[0]);
    expect(textsOf(text, "receiving-academic-year-id")).toEqual(["2026/2027"]);
    expect(["total", "not-modified-after-approval", "modified-after-approval", "latest-version-approved", "latest-version-rejected", "latest-version-awaiting"].map((name) => counted(`la-outgoing-${name}`))).toEqual([7, 3, 1, 3, 2, 2]);
    const answered = await send(net.receiver.node, { key: net.hosts.portal.client, path: `/ewp/${RECEIVER}/omobility-la-cnr/v1/stats` });
    expect(["total", "some-version-approved", "latest-version-approved", "latest-version-rejected", "latest-version-awaiting"].map((name) => Number(textsOf(answered.text, `la-incoming-${name}`)[0]))).toEqual([7, 3, 2, 2, 3]);
  });
});

describe("notifications", () => {
  const notify = (body: string) => send(net.receiver.node, { key: net.hosts.sender.client, method: "POST", path: `/ewp/${RECEIVER}/omobility-la-cnr/v1`, body });
  test("rows 78, 8.16: unknown ids are 200, a missing one is 400", async () => {
    expect((await notify(`sending_hei_id=${SENDER}&omobility_id=unknown`)).text).toContain("omobility-la-cnr-response");
    expect(told(await notify(`sending_hei_id=${SENDER}`))).toBe("400 The parameter omobility_id is missing.");
    expect(told(await notify("omobility_id=a"))).toBe("400 The parameter sending_hei_id is missing.");
  });
});
