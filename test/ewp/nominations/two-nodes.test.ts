/** Nominations between two nodes with real stores, real HTTP and real signatures, of which one has only the older workflow, or moves on from it (PROTOCOL 2.2, 5.12 to 5.16, 6.4.6). */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { FormInput } from "../../../src/domain/nominations/service/form.js";
import { objectsPerCall } from "../../../src/ewp/objects-per-call.js";
import { nominationNotifiers, partnerNominations } from "../../../src/ewp/partner-nominations.js";
import { type OmobilityId, omobilityId } from "../../../src/kernel/ids.js";
import { A, B } from "../../support/nominations/nomination-network.js";
import { CURRENT, OLDER, type NominationNode, startNominationNodes } from "../../support/nominations/nomination-nodes.js";
import { content, student } from "../../support/nominations/samples.js";
import { schemasDir, validateAgainstXsd } from "../../support/xml/xsd-oracle.js";

let net: Awaited<ReturnType<typeof startNominationNodes>>;
beforeAll(async () => { net = await startNominationNodes(); });
afterAll(() => net.close());
beforeEach(() => net.offering(OLDER, OLDER));

const actor = "office";
const FORM: FormInput = { student: student(), content: content({ comment: "a room on the ground floor" }) };
const sent = async (): Promise<OmobilityId> => {
  const { id } = await net.sender.nominations.create({ heiId: A, partnerHeiId: B, actor, ...FORM });
  await net.sender.nominations.send({ heiId: A, id, actor });
  await net.settle();
  return id;
};
const mine = (id: OmobilityId) => net.sender.nominations.omobility(A, id);
const theirs = (id: OmobilityId) => net.receiver.nominations.imobility(B, A, id);
const decide = async (id: OmobilityId, decision: "approve" | "reject", comment?: string) => {
  const { current } = await theirs(id);
  return net.receiver.nominations.decide({ heiId: B, partnerHeiId: A, id, actor, decision, proposalId: current.proposal.id, comment });
};
const statuses = async (id: OmobilityId): Promise<readonly string[]> => [(await mine(id)).status, ...(await net.receiver.nominations.imobilities(B, {}, { limit: 100 })).items.filter((one) => one.id === id).map(({ verdicts, current }) => `${current.status} ${verdicts.map(({ decision }) => decision).join()}`)];
/** Paths that were asked since the last question. */
const asked = ({ caller }: NominationNode): readonly string[] => caller.kept.splice(0).map(({ url }) => new URL(url).pathname.split("/").slice(3).join("/"));

describe("with the older workflow only", () => {
  test("a nomination is read by omobilities 2, our verdict by imobilities 1; what has no place is said to the sending office, what is left open to the receiving one", async () => {
    asked(net.sender); asked(net.receiver);
    const id = await sent();
    expect(asked(net.sender)).toEqual(["omobility-cnr/v1"]);
    expect(asked(net.receiver)).toEqual(["omobilities/v2/get"]);
    expect(net.sender.nominations.reach(await mine(id))).toEqual({
      workflow: "older", warnings: [], untold: ["nomination.agreementIscedFCode", "nomination.comment"].map((field) => ({ field, problem: "is not told: the partner has only the older workflow, which has no place for it", expected: "tell the partner in another way where it matters" })),
    });
    const { current } = await theirs(id);
    expect(current).toMatchObject({ student: student(), status: "pending", faults: [], older: { status: "nomination", activityType: "student-studies" } });
    expect([current.proposal.content.agreementIscedFCode, current.proposal.content.comment]).toEqual([undefined, undefined]);
    const decided = await decide(id, "approve");
    expect(decided.verdicts).toMatchObject([{ decision: "approve", proposalId: current.proposal.id }]);
    expect(decided.verdicts[0]).not.toHaveProperty("exchangeId");
    await net.settle();
    expect([asked(net.receiver), asked(net.sender)]).toEqual([["omobilities/v2/get", "imobility-cnr/v1"], ["imobilities/v1/get"]]);
    expect(await mine(id)).toMatchObject({ status: "approved", delivered: {}, heard: { status: "verified" }, verdicts: [{ decision: "approve", exchangeId: expect.any(String) }] });
    expect((await net.sender.nominations.outgoingTimeline(A, id)).map(({ kind }) => kind)).toEqual(["verdict-heard", "omobility-delivered", "omobility-changed", "omobility-drafted"]);
    if (schemasDir !== undefined) for (const { responseBody } of [...net.sender.node.kept, ...net.receiver.node.kept]) expect(validateAgainstXsd(Buffer.from(responseBody ?? []).toString())).toEqual([]);
  });

  test("rejected with a comment, corrected, and verified: the old answer says nothing of the new proposal", async () => {
    const id = await sent();
    await decide(id, "reject", "the field is closed");
    await net.settle();
    expect(await mine(id)).toMatchObject({ status: "rejected", verdicts: [{ decision: "reject", comment: "the field is closed" }] });
    await net.sender.nominations.edit({ heiId: A, id, actor, ...FORM, content: content({ eqfLevel: 7 }) });
    // A look before the receiving institution saw the correction still brings the old answer.
    await net.sender.nominations.refreshStay(A, B, id);
    expect((await mine(id)).status).toBe("pending");
    await net.settle();
    expect(await mine(id)).toMatchObject({ status: "pending", heard: { status: "pending" } });
    expect(await theirs(id)).toMatchObject({ current: { version: 2, status: "pending", faults: [] } });
    await decide(id, "approve");
    await net.settle();
    expect(await mine(id)).toMatchObject({ status: "approved", verdicts: [{ decision: "reject" }, { decision: "approve" }] });
    // The receiving institution is the master of its verdict: it may think again.
    await decide(id, "reject", "after all, no room");
    await net.settle();
    expect(await mine(id)).toMatchObject({ status: "rejected", verdicts: [{}, {}, { decision: "reject", comment: "after all, no room" }] });
  });

  test("the same decision again is told to nobody; dates follow an approval; a cancelled one is final", async () => {
    const id = await sent();
    await decide(id, "approve");
    await net.receiver.nominations.enterDates({ heiId: B, partnerHeiId: A, id, actor, stay: { arrival: "2026-09-01" } });
    await net.settle();
    expect(await mine(id)).toMatchObject({ status: "approved", stay: { arrival: "2026-09-01" } });
    await decide(id, "approve");
    expect(await net.settle()).toEqual([]);
    await net.sender.nominations.cancel({ heiId: A, id, actor });
    await net.settle();
    expect((await theirs(id)).current).toMatchObject({ status: "cancelled", older: { status: "cancelled" } });
    await expect(decide(id, "reject", "too late")).rejects.toMatchObject({ status: 422, code: "cancelled" });
  });

  test("periodic looks find what notices did not: the index lists what get serves, and verdicts are asked for one by one", async () => {
    const { id } = await net.sender.nominations.create({ heiId: A, partnerHeiId: B, actor, ...FORM });
    await net.sender.nominations.send({ heiId: A, id, actor });
    asked(net.receiver);
    const found = await net.receiver.nominations.nominationsToRefresh(B, A, new Date(0));
    expect(asked(net.receiver)).toEqual(["omobilities/v2/index"]);
    expect(found.map(({ objectId }) => objectId)).toContain(id);
    expect((await net.sender.nominations.staysToRefresh(A, B)).map(({ objectId }) => objectId)).toContain(id);
    await net.settle();
  });
});

describe.each([
  { workflow: "older", offered: OLDER, get: "omobilities/v2/get", cnr: "omobility-cnr/v1", stay: "imobilities/v1/get" },
  { workflow: "current", offered: CURRENT, get: "omobilities/v3/get", cnr: "omobility-cnr/v2", stay: "imobilities/v2/get" },
] as const)("several at once in the $workflow workflow", ({ offered, get, cnr, stay }) => {
  const paths = ({ caller }: NominationNode) => caller.kept.splice(0).map(({ url, method, requestBody }) =>
    `${method} ${new URL(url).pathname.split("/").slice(3).join("/")} ${new URLSearchParams(method === "GET" ? new URL(url).search : Buffer.from(requestBody).toString()).getAll("omobility_id").length}`);
  const seenBy = (node: NominationNode) => ({ current: () => node.view });

  test("are told by one notice and read by one get, each for itself; what is gone is asked for again before it counts as gone", async () => {
    net.offering(offered, offered);
    const ids: OmobilityId[] = [];
    for (let number = 0; number < 3; number++) {
      const { id } = await net.sender.nominations.create({ heiId: A, partnerHeiId: B, actor, ...FORM, content: content({ eqfLevel: 6 + (number % 2) as 6 | 7 }) });
      await net.sender.nominations.send({ heiId: A, id, actor });
      ids.push(id);
    }
    paths(net.sender); paths(net.receiver);
    const { calls } = net.sender.caller;
    const tell = nominationNotifiers(calls, seenBy(net.sender)).omobility;
    expect(new Set(await Promise.all(ids.map((id) => tell(A, B, id)))).size).toBe(1);
    expect(paths(net.sender)).toEqual([`POST ${cnr} 3`]);

    const partners = partnerNominations(net.receiver.caller.calls, seenBy(net.receiver));
    const unknown = omobilityId("unknown");
    const read = await Promise.all([...ids, unknown].map((id) => partners.fetch(B, A, id)));
    expect(read.map((one) => one?.proposal.content.eqfLevel)).toEqual([6, 7, 6, undefined]);
    expect(paths(net.receiver)).toEqual([`POST ${get} 4`, `GET ${get} 1`]);
    const stays = partnerNominations(calls, seenBy(net.sender));
    await net.settle();
    paths(net.sender);
    expect((await Promise.all(ids.map((id) => stays.stay(A, B, id)))).map((one) => one?.exchangeId).every((id) => id !== undefined)).toBe(true);
    expect(paths(net.sender)).toEqual([`POST ${stay} 3`]);
  });

  test("as many as the partner publishes; one where it cannot be called", () => {
    net.offering(offered, offered);
    const perCall = objectsPerCall(net.receiver.caller.calls, seenBy(net.receiver));
    expect(["refresh-omobility", "refresh-imobility", "omobility-cnr", "imobility-cnr", "refresh-iia", "iia-cnr", "sweep-omobilities"].map((kind) => perCall(kind, A))).toEqual([50, 50, 50, 50, 1, 1, 1]);
    expect(perCall("refresh-omobility-la", A)).toBe(1);
    net.receiver.view = undefined;
    expect(perCall("refresh-omobility", A)).toBe(1);
  });
});

describe("versions in between", () => {
  test("who lacks one of the five is spoken to by the older workflow; who has all of them, by the current one", async () => {
    const lacking = [...CURRENT.filter((name) => name !== "omobility-stats/v1"), ...OLDER];
    net.offering(lacking, lacking);
    expect(net.sender.nominations.reach(await mine(await sent())).workflow).toBe("older");
    expect([...new Set(asked(net.receiver))]).toContain("omobilities/v2/get");
    net.offering([...CURRENT, ...OLDER], [...CURRENT, ...OLDER]);
    const id = await sent();
    expect(net.sender.nominations.reach(await mine(id))).toEqual({ workflow: "current", untold: [], warnings: [] });
    expect(asked(net.receiver)).toEqual(["omobilities/v3/get"]);
  });

  test.each<["before" | "after"]>([["before"], ["after"]])("a sending institution that moves on %s the decision: the nomination stays one, and so does its history", async (when) => {
    const id = await sent();
    const known = (await net.receiver.nominations.imobilities(B, {}, { limit: 100 })).items.length;
    if (when === "after") await decide(id, "approve");
    await net.settle();
    net.offering([...CURRENT, ...OLDER], [...CURRENT, ...OLDER]);
    await net.receiver.nominations.refreshNomination(B, A, id);
    if (when === "before") await decide(id, "approve");
    await net.settle();
    expect((await net.receiver.nominations.imobilities(B, {}, { limit: 100 })).items.length).toBe(known);
    const seen = await theirs(id);
    expect(seen.current).toMatchObject({ version: when === "after" ? 2 : 3, status: "approved", faults: [], proposal: { id: (await mine(id)).proposal.id, content: { comment: "a room on the ground floor", agreementIscedFCode: "0314" } } });
    expect(seen.current.older).toBeUndefined();
    expect((await mine(id)).verdicts).toHaveLength(1);
    expect(seen.verdicts).toHaveLength(1);
    expect((await net.receiver.nominations.receivedVersions(B, A, id)).at(-1)?.older).toBeDefined();
    expect(await statuses(id)).toEqual(["approved", "approved approve"]);
    await net.sender.nominations.refreshStay(A, B, id);
    expect((await mine(id)).verdicts).toHaveLength(1);
  });
});
