/** Faults of headers, namespaces and refusals: what our node does, and what the officer reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId } from "../../../src/kernel/ids.js";
import { documentation } from "../../support/sandbox/documented.js";
import { officerAt } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";

const IDS = ["no-ctype", "text-xml", "charset-form", "wrong-ns", "echo-body-error", "4xx-forever"];
const { reads, everySentenceWasRead } = documentation(IDS);
let stage: Stage;
let officer: ReturnType<typeof officerAt>;
beforeAll(async () => {
  stage = await startStage(IDS);
  officer = officerAt(stage);
});
afterAll(() => stage?.stop());

describe.each([
  ["no-ctype", ["wrong-media-type"]], ["text-xml", []], ["charset-form", []], ["wrong-ns", ["wrong-namespace"]],
])("%s", (partner, quirks) => {
  test(`comes into force like any other; quirks: ${quirks.join() || "none"}`, async () => {
    const id = await officer.send(partner);
    await stage.until("the partner has approved", async () => (await stage.us.get(id)).status === "approved-by-partner");
    const { status, nextStep } = await stage.us.approve(id);
    expect(status).toBe("in-force");
    reads(partner, nextStep, "Both sides have approved. This agreement is in force.");
    const read = (await officer.exchanges(partner, "iias")).filter(({ direction, endpoint }) => direction === "out" && endpoint === "get");
    expect(read.map((exchange) => exchange.quirks ?? [])).toEqual(read.map(() => quirks));
    expect(stage.partner(partner).caller.said.filter((call) => call.status !== 200)).toEqual([]);
  });
});

describe.each([
  ["echo-body-error", "Could not process request: POST /ewp/echo-body-error.example/iia-cnr/v3"],
  ["4xx-forever", "notifier_hei_id is required"],
])("%s", (partner, theirWords) => {
  const heard = () => stage.partner(partner).heard.filter(({ endpoint }) => endpoint === "iia-cnr url").length;
  test("refused once, then it waits for a person, who may send it again", async () => {
    const id = await officer.send(partner);
    const stopped = await stage.until("the delivery has stopped", async () => (await officer.deliveries(partner, "iia-cnr")).find(({ state }) => state === "stopped"));
    expect([stopped.attempts, heard()]).toEqual([1, 1]);
    reads(partner, stopped.reason, "The partner refused the request: it answered 400.");
    const item = await officer.item(id, "partner-notified");
    reads(partner, item.explanation, "The partner's system refused the notice about your copy, and trying again will not help by itself. Last reason: The partner refused the request: it answered 400.");
    expect(item).toMatchObject({ state: "problem", whoseTurn: "both", action: "contact-technicians" });
    expect((await officer.check(id)).textToPartner).toContain('Your system did not accept our notification about our copy. Please have it checked, and fetch our copy. Our system noted: "The partner refused the request: it answered 400."');
    await officer.again(stopped.id);
    await stage.until("it was sent again", () => heard() === 2);
  });
  test("technicians find its words in the exchange, and nowhere else", async () => {
    const [exchange] = (await officer.exchanges(partner, "iia-cnr")).filter(({ direction }) => direction === "out");
    expect(exchange).toMatchObject({ status: 400, problem: expect.stringContaining(theirWords) });
    expect(JSON.stringify(await officer.deliveries(partner, "iia-cnr"))).not.toContain(theirWords);
  });
  test("what it proposes is read all the same", async () => {
    await stage.partner(partner).perform("propose", { heiId: heiId(stage.us.heiId) });
    await stage.until("the copy is incoming", async () => (await officer.incoming(partner)).length === 1);
  });
});

test("the page says nothing else of them", everySentenceWasRead);
