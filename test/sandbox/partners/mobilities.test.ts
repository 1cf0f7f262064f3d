/** Faults of what a partner does with students: what our node does, and what the officer reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId, type OmobilityId } from "../../../src/kernel/ids.js";
import { omit } from "../../../src/kernel/omit.js";
import { dataOf } from "../../../src/sandbox/office-client.js";
import type { MobilityAct } from "../../../src/sandbox/partners/personality.js";
import { documentation } from "../../support/sandbox/documented.js";
import { officerAt } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";
import { officerSigns, sampleComponents, sampleDetails, studentSigns } from "../../support/learning-agreements/sample-las.js";

const IDS = ["nom-silent", "la-restart", "la-double", "la-no-cnr"];
const { reads, everySentenceWasRead } = documentation(IDS);
let stage: Stage;
let officer: ReturnType<typeof officerAt>;
beforeAll(async () => {
  stage = await startStage(IDS);
  officer = officerAt(stage);
});
afterAll(() => stage?.stop());

const act = (partner: string, name: MobilityAct, omobilityId?: OmobilityId) => stage.partner(partner).perform(name, { heiId: heiId(stage.us.heiId), ...(omobilityId && { omobilityId }) });
const at = (partner: string, omobilityId: string) => ({ params: { path: { heiId: stage.us.heiId, partnerHeiId: `${partner}.example`, omobilityId } } });
const nomination = (id: string) => dataOf(stage.office.GET("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}", at("nom-silent", id)));
const incoming = (partner: string, id: string) => dataOf(stage.office.GET("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}", at(partner, id)));
const timeline = async (partner: string, id: string) =>
  (await dataOf(stage.office.GET("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}/timeline", at(partner, id)))).items.map(({ kind }) => kind);
/** Approves what is proposed now, as it was read. */
const approve = async (partner: string, id: string, more: { acceptsRestart?: boolean } = {}) => {
  const { current: { version, document } } = await incoming(partner, id);
  const body = { proposalId: document.proposal?.id ?? "", reviewedVersion: version, signature: officerSigns("Bo"), ...more };
  return dataOf(stage.office.POST("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}/approve", { ...at(partner, id), body }));
};
/** The partner proposes a learning agreement, and we approve it. */
const proposedAndApproved = async (partner: string): Promise<OmobilityId> => {
  await act(partner, "propose-la");
  const [id] = stage.partner(partner).office.learningAgreements.keys();
  if (id === undefined) throw new Error(`${partner} proposed nothing`);
  await stage.until("it is read", async () => (await incoming(partner, id)).status === "awaiting");
  await approve(partner, id);
  return id;
};
const holds = (partner: string, id: string, course: string) => stage.until("the partner shows what holds", async () => {
  const la = await incoming(partner, id);
  return la.status === "approved" && la.current.document.firstVersion?.components.studied?.[0]?.title === course && la;
});

describe("nom-silent", () => {
  test("a change under the same proposal id is shown with its fault, and is not approved", async () => {
    await act("nom-silent", "nominate");
    const [id = ""] = stage.partner("nom-silent").office.nominations.keys();
    const { current } = await stage.until("it is read", () => nomination(id));
    const { nomination: { proposalId } } = current;
    expect(current.faults).toEqual([]);
    const decide = () => dataOf(stage.office.POST("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/approve", { ...at("nom-silent", id), body: { proposalId } }));
    await decide();
    const changed = await stage.until("the change is read", async () => {
      const now = await nomination(id);
      return now.current.nomination.nomineeIscedFCode === "0541" && now;
    });
    expect(changed).toMatchObject({ status: "approved", verdicts: [{ decision: "approve", proposalId }], current: { version: expect.any(Number), nomination: { proposalId } } });
    expect(changed.current.faults).toEqual([{ field: "nomination.proposalId", problem: "is the same though the nomination changed", expected: "a new proposal id with every change of the nomination" }]);
    const refused = await officer.refusal(decide());
    expect([refused.status, refused.problem.errors]).toEqual([422, changed.current.faults]);
    reads("nom-silent", refused.problem.userMessages?.[0]?.text, "The partner has to correct this nomination before you can approve it: Nomination, proposal id: is the same though the nomination changed; expected is a new proposal id with every change of the nomination.");
    expect(stage.partner("nom-silent").heard.filter(({ endpoint }) => endpoint === "omobilities update")).toHaveLength(1);
    const { items } = await dataOf(stage.office.GET("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/versions", at("nom-silent", id)));
    expect(items.map((version) => version.nomination.nomineeIscedFCode)).toEqual(expect.arrayContaining(["0613", "0541"]));
  });
});

describe("la-restart", () => {
  test("a new start is named, keeps what was agreed, and is approved only by who accepts it", async () => {
    const id = await proposedAndApproved("la-restart");
    const agreed = await holds("la-restart", id, "Databases");
    await act("la-restart", "restart-la", id);
    const again = await stage.until("the new start is read", async () => {
      const la = await incoming("la-restart", id);
      return la.restart && la;
    });
    expect(again).toMatchObject({ status: "awaiting", turn: "receiving", restart: { lastVersion: agreed.current.version }, agreed: agreed.agreed });
    expect(again.proposals.map(({ outcome }) => outcome)).toEqual(["approved", "awaiting"]);
    expect((await timeline("la-restart", id))[0]).toBe("incoming-la-restarted");
    const refused = await officer.refusal(approve("la-restart", id));
    expect(refused.status).toBe(422);
    reads("la-restart", refused.problem.userMessages?.[0]?.text, "What was agreed before is no longer there: the partner seems to have started again, perhaps with another system. Compare with the earlier version, and confirm that you accept the new start.");
    await approve("la-restart", id, { acceptsRestart: true });
    expect(await holds("la-restart", id, "Compilers")).not.toHaveProperty("restart");
  });
});

describe("la-double", () => {
  test("both requests are answered alike, and one round is approved", async () => {
    const partner = stage.partner("la-double");
    const { sending, receiving, ...details } = sampleDetails();
    const path = { heiId: stage.us.heiId, omobilityId: "double" };
    await dataOf(stage.office.POST("/institutions/{heiId}/outgoing-learning-agreements", { params: { path, header: { "Idempotency-Key": "double" } }, body: {
      partnerHeiId: partner.heiId, omobilityId: "double", mobilityType: "semester", components: mutable(sampleComponents()),
      details: { ...details, sending: { ...omit(sending, "ounitId"), heiId: stage.us.heiId }, receiving: { ...receiving, heiId: partner.heiId } },
    } }));
    await dataOf(stage.office.POST("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/student-signature", { params: { path }, body: studentSigns() }));
    await dataOf(stage.office.POST("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/sending-signature", { params: { path }, body: officerSigns("Anna") }));
    const told = () => partner.caller.said.filter(({ endpoint }) => endpoint === "omobility-las update");
    await stage.until("both are answered", () => told().length === 2);
    expect(told().map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(told().map(({ params }) => params)).size).toBe(1);
    const la = await dataOf(stage.office.GET("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}", { params: { path } }));
    expect(la).toMatchObject({ status: "approved", turn: "nobody", rounds: [{ outcome: "approved" }], firstVersion: { receiving: { name: "Ragnhild Receiver" } } });
    expect(la.rounds).toHaveLength(1);
    const { items } = await dataOf(stage.office.GET("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/timeline", { params: { path } }));
    expect(items.filter((event) => event.kind === "la-changed" && event.what === "approved")).toHaveLength(1);
  });
});

describe("la-no-cnr", () => {
  test("our approval is seen to hold though nobody tells of it", async () => {
    const id = await proposedAndApproved("la-no-cnr");
    expect(await holds("la-no-cnr", id, "Databases")).toMatchObject({ turn: "nobody", answer: { state: "accepted" }, current: { document: { firstVersion: { receiving: { name: "Bo" } } } }, proposals: [{ outcome: "approved" }] });
    expect(stage.partner("la-no-cnr").caller.said.map(({ endpoint }) => endpoint)).toEqual(["omobility-la-cnr url"]);
  });
});

test("the page says nothing else of them", everySentenceWasRead);

/** The client wants lists that it might change. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] | undefined ? Mutable<E>[] : Mutable<T[K]> };
const mutable = <T>(value: T): Mutable<T> => structuredClone(value) as Mutable<T>;
