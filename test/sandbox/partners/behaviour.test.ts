/** Faults of when and what a partner does: what our node does, and what the officer reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId, iiaId } from "../../../src/kernel/ids.js";
import { documentation } from "../../support/sandbox/documented.js";
import { officerAt, terms } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";

const IDS = ["early-approver", "deleter", "vanish"];
const { reads, everySentenceWasRead } = documentation(IDS);
let stage: Stage;
let officer: ReturnType<typeof officerAt>;
beforeAll(async () => {
  stage = await startStage(IDS);
  officer = officerAt(stage);
});
afterAll(() => stage?.stop());

const approvedByPartner = async (partner: string): Promise<string> => {
  const id = await officer.send(partner);
  await stage.until("the partner has approved", async () => (await stage.us.get(id)).status === "approved-by-partner");
  return id;
};
const status = async (id: string) => (await stage.us.get(id)).status;

describe("early-approver", () => {
  let id: string;
  test("its approval before the link is of an older version at best; the one after it counts", async () => {
    id = await approvedByPartner("early-approver");
    const { said } = stage.partner("early-approver").caller;
    expect(said.findIndex(({ endpoint }) => endpoint === "iia-approval-cnr url")).toBeLessThan(said.findIndex(({ endpoint }) => endpoint === "iia-cnr url"));
    const kinds = (await officer.timeline(id)).map((event) => (event.kind === "iia-copy-changed" ? event.what : event.kind)).reverse();
    expect(kinds.indexOf("bound")).toBeLessThan(kinds.indexOf("partner-approval-changed"));
  });
  test("its silent change is found at the next look, and what was agreed stays", async () => {
    const agreed = await stage.us.approve(id);
    expect(agreed.status).toBe("in-force");
    await stage.until("it changed its copy", () => {
      const [copy] = [...stage.partner("early-approver").office.copies.values()];
      return copy?.cooperationConditions.studentStudiesMobilitySpecs[0]?.mobilitiesPerYear.value === 6;
    });
    await officer.refresh(id);
    const now = await stage.us.get(id);
    expect([now.status, now.turn, now.inForce?.theirs.hash]).toEqual(["modified", "us", agreed.inForce?.theirs.hash]);
    reads("early-approver", now.nextStep, "The partner changed its copy after it was agreed. Accept the change in your copy and approve, or ask the partner to return to the agreed version.");
  });
});

describe("deleter", () => {
  let id: string;
  test("what was agreed is kept when its copy is deleted", async () => {
    id = await approvedByPartner("deleter");
    const agreed = await stage.us.approve(id);
    await stage.until("the copy is gone", async () => (await status(id)) === "partner-gone");
    const now = await stage.us.get(id);
    expect([now.turn, now.inForce?.mine.hash, now.mine.hash]).toEqual(["partner", agreed.inForce?.mine.hash, agreed.mine.hash]);
    reads("deleter", now.nextStep, "The partner no longer shows its copy. What was agreed stays recorded here; ask the partner what happened.");
    expect((await officer.timeline(id))[0]).toMatchObject({ kind: "partner-copy-gone", actor: "partner" });
  });
  test("a notice that comes after the deletion does not bring the copy back", async () => {
    const partner = stage.partner("deleter");
    const notices = () => partner.heard.filter(({ endpoint }) => endpoint === "iia-cnr url").length;
    const before = notices();
    await officer.notify(id);
    await stage.until("it was told again", () => notices() > before);
    await stage.until("the notice was delivered", async () => (await officer.deliveries("deleter", "iia-cnr")).every(({ state }) => state === "delivered"));
    await partner.reacted();
    await officer.refresh(id);
    expect(await status(id)).toBe("partner-gone");
  });
  test("another agreement under the same id is not taken for the agreed one", async () => {
    const agreed = (await stage.us.get(id)).inForce;
    await stage.partner("deleter").perform("reuse", { heiId: heiId(stage.us.heiId), ownId: iiaId((await stage.us.get(id)).partnerIiaId ?? "") });
    await stage.until("the copy is back", async () => (await status(id)) === "modified");
    const now = await stage.us.get(id);
    expect(now.inForce).toEqual(agreed);
    reads("deleter", now.nextStep, "The partner shows another agreement under the id of the one that was agreed. What was agreed stays recorded; ask the partner to show that one again.");
    reads("deleter", (await officer.item(id, "bound-both-ways")).explanation, "The partner shows another agreement under the id of the one that was agreed. Ids must never be used again: the partner has to show the agreed one.");
    expect(await officer.refusal(stage.us.approve(id))).toMatchObject({ status: 422 });
  });
});

describe("vanish", () => {
  let id: string;
  const waiting = (state: string) => stage.until(`the notification is ${state}`, async () => (await officer.deliveries("vanish", "iia-cnr")).find((delivery) => delivery.state === state && (state === "delivered" || delivery.attempts > 0)));
  test("while it is away, what it has to hear waits", async () => {
    id = await approvedByPartner("vanish");
    await stage.until("all is delivered", async () => (await officer.deliveries("vanish", "iia-cnr")).every(({ state }) => state === "delivered"));
    stage.partner("vanish").vanish();
    await stage.newCatalogue();
    const changed = terms(stage.us.heiId, "vanish.example");
    await stage.us.edit(id, { ...changed, conditions: changed.conditions.map((condition) => ({ ...condition, mobilitiesPerYear: 7 })) });
    reads("vanish", (await waiting("waiting")).reason, "The partner's system is not in the network's catalogue at the moment.");
    reads("vanish", (await officer.item(id, "partner-in-network")).explanation, "vanish.example is not in the network's catalogue, so agreements cannot be exchanged with it.");
    expect((await stage.us.get(id)).inForce).toBeUndefined();
  });
  test("when it is back with other keys, it hears it", async () => {
    const partner = stage.partner("vanish");
    await partner.changeKeys();
    partner.comeBack();
    await stage.newCatalogue();
    await stage.until("it was told", async () => (await officer.deliveries("vanish", "iia-cnr")).every(({ state }) => state === "delivered"));
    expect(partner.heard.filter(({ endpoint, from }) => endpoint === "iia-cnr url" && from === undefined)).toEqual([]);
  });
  test("keys changed without overlap: its answers wait for the catalogue, its requests are refused until then", async () => {
    const partner = stage.partner("vanish");
    await stage.until("nothing is under way", async () => partner.caller.said.length > 0 && (await officer.deliveries("vanish", "iia-cnr")).every(({ state }) => state === "delivered"));
    await partner.changeKeys();
    await partner.perform("propose", { heiId: heiId(stage.us.heiId) });
    expect(partner.caller.said.at(-1)).toMatchObject({ endpoint: "iia-cnr url", status: 403, message: expect.stringMatching(/^keyId "[0-9a-f]{64}" is no client key of the catalogue/) });
    await officer.notify(id);
    reads("vanish", (await waiting("waiting")).reason, "The partner's answer cannot be trusted: The keyId of the response is no server key of the host that was called. If the partner changed its keys, this passes as soon as the catalogue has the new ones.");
    await stage.newCatalogue();
    await stage.until("it was told", async () => (await officer.deliveries("vanish", "iia-cnr")).every(({ state }) => state === "delivered"));
  });
});

test("the page says nothing else of them", everySentenceWasRead);
