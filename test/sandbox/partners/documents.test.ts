/** Faults of what agreements and approvals say: what our node does, and what the officer reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId } from "../../../src/kernel/ids.js";
import { documentation } from "../../support/sandbox/documented.js";
import { officerAt } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";

const IDS = ["empty-approval-id", "no-language", "isced3", "reorder", "splitter", "double-map", "v6-leftover"];
const { reads, everySentenceWasRead } = documentation(IDS);
let stage: Stage;
let officer: ReturnType<typeof officerAt>;
beforeAll(async () => {
  stage = await startStage(IDS);
  officer = officerAt(stage);
});
afterAll(() => stage?.stop());

/** Sends an agreement and waits until the partner's copy is bound to it. */
const bound = async (partner: string): Promise<string> => {
  const id = await officer.send(partner);
  await stage.until("bound", async () => (await stage.us.get(id)).partnerIiaId !== undefined);
  return id;
};
const explanation = async (id: string, code: string) => (await officer.item(id, code)).explanation;
const userMessage = async (work: Promise<unknown>) => {
  const { status, problem } = await officer.refusal(work);
  return { status, code: problem.type?.split(":").at(-1), text: problem.userMessages?.[0]?.text };
};

describe.each([
  ["empty-approval-id", "/iias-approval-response/approval[1]/iia-id: missing"],
  ["v6-leftover", "/iias-approval-response/approval[1]/iia-hash: missing"],
])("%s: an approval that cannot be read", (partner, what) => {
  test("is no approval, and the officer is told why none is seen", async () => {
    const id = await bound(partner);
    const unread = await stage.until("the approval was read in vain", async () => {
      const item = await officer.item(id, "partner-readable");
      return item.state === "problem" && item;
    });
    reads(partner, unread.explanation, `Your system could not read what the partner approved, so what you see here may be out of date. Last reason: The partner's answer is no valid iias-approval-response: ${what}. Its technicians have to repair this.`);
    expect(await stage.us.get(id)).toMatchObject({ status: "bound" });
    expect((await stage.us.get(id)).approvalByPartner).toBeUndefined();
    expect((await officer.deliveries(partner, "refresh-iia-approval")).map(({ state }) => state)).toContain("stopped");
  });
});

test("empty-approval-id: our own approval stands, and nothing is in force", async () => {
  const id = await bound("empty-approval-id");
  expect((await stage.us.approve(id)).status).toBe("approved-by-us");
});

describe.each([
  ["no-language", "approved-by-partner", "missing-language", "Condition 1, languages: there is none; expected is at least one recommended language for this kind of mobility. Condition 2, languages: there is none; expected is at least one recommended language for this kind of mobility."],
  ["isced3", "approved-by-partner", "short-isced-code", "Condition 1, subject area 1, ISCED-F code: is not a four-digit ISCED-F code; expected is four digits, e.g. 0314. Condition 2, subject area 1, ISCED-F code: is not a four-digit ISCED-F code; expected is four digits, e.g. 0314."],
  ["v6-leftover", "bound", undefined, "Condition 1, mobilities per year: is marked as not yet defined; expected is a number that both sides agree on. Condition 1, subject area 1, code of version 6: keeps a code of the old format; expected is a four-digit code that both sides agree on, without the former one. Condition 2, mobilities per year: is marked as not yet defined; expected is a number that both sides agree on. 1 more field is wrong."],
])("%s: a copy with faults", (partner, standing, quirk, faults) => {
  test("is kept and shown, named, and not approved", async () => {
    const id = await bound(partner);
    await stage.until(`it is ${standing}`, async () => (await stage.us.get(id)).status === standing);
    const sentence = `The partner has to correct its copy before you can approve it: ${faults}`;
    reads(partner, await explanation(id, "partner-copy-approvable"), sentence);
    expect(await userMessage(stage.us.approve(id))).toEqual({ status: 422, code: "partner-copy-invalid", text: sentence });
    expect((await stage.us.get(id)).status).toBe(standing);
    const [read] = (await officer.exchanges(partner, "iias")).filter(({ direction, endpoint }) => direction === "out" && endpoint === "get");
    expect(read?.quirks ?? []).toEqual(quirk === undefined ? [] : [quirk]);
  });
  test("is not made ours by adopting it", async () => {
    await stage.partner(partner).perform("propose", { heiId: heiId(stage.us.heiId) });
    const [copy] = await stage.until("a copy is incoming", async () => {
      const found = await officer.incoming(partner);
      return found.length > 0 && found;
    });
    const refused = await officer.refusal(stage.us.adopt(`${partner}.example`, copy?.iiaId ?? "", { iiaCode: "OURS", idempotencyKey: partner }));
    expect([refused.status, refused.problem.type?.split(":").at(-1)]).toEqual([400, "invalid-agreement"]);
  });
});

test("reorder: no approval of an order that is gone, and the officer is told whose fault it is", async () => {
  const id = await bound("reorder");
  for (let tries = 0; tries < 2; tries++) {
    const { status, code, text } = await userMessage(stage.us.approve(id));
    expect([status, code]).toEqual([409, "changed-since-review"]);
    reads("reorder", text, "The partner's system shows the same conditions in another order than when you looked, and every order has another checksum. Try once more. If it happens again, no approval can hold: its technicians have to keep the conditions in one order.");
  }
  expect((await stage.us.get(id)).approvalByUs).toBeUndefined();
});

describe.each([
  ["splitter", 4, "4 more copies of the partner name this agreement."],
  ["double-map", 1, "1 more copy of the partner names this agreement."],
])("%s: several copies for one agreement", (partner, others, count) => {
  test("one is bound, the others wait for people", async () => {
    const id = await bound(partner);
    await stage.until("the others are incoming", async () => (await officer.incoming(partner)).length === others);
    reads(partner, await explanation(id, "single-mapping"), `${count} One agreement must have one copy on each side; ask the partner which is right.`);
    const { next, textToPartner } = await officer.check(id);
    expect([next.whoseTurn, next.sentence]).toEqual(["partner", await explanation(id, "single-mapping")]);
    expect(textToPartner).toContain("- More than one of your copies names our id. Please keep one and unlink the others.");
  });
});
test("splitter: what its part lacks is named", async () => {
  const [agreement] = (await officer.agreements("splitter"));
  reads("splitter", await explanation(agreement?.id ?? "", "copies-agree"), "The copies differ in: number of mobilities per year. Settle this with the partner and edit one of the copies.");
});

test("the page says nothing else of them", everySentenceWasRead);
