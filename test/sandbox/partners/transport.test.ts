/** Faults of connections, clocks and signatures: what our node does, and what the officer reads. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { heiId } from "../../../src/kernel/ids.js";
import { documentation } from "../../support/sandbox/documented.js";
import { type Delivery, officerAt } from "../../support/sandbox/officer.js";
import { type Stage, startStage } from "../../support/sandbox/partner-stage.js";

const IDS = ["slow-cnr", "chain-cut", "expired", "skew", "baddate", "bad-digest", "html-error"];
const { reads, everySentenceWasRead } = documentation(IDS);
let stage: Stage;
let officer: ReturnType<typeof officerAt>;
beforeAll(async () => {
  stage = await startStage(IDS);
  officer = officerAt(stage);
});
afterAll(() => stage?.stop());

/** Sends an agreement and waits until its notification was tried this often without success. */
const sentInVain = async (partner: string, tries: number): Promise<{ readonly id: string; readonly delivery: Delivery }> => {
  const id = await officer.send(partner);
  const delivery = await stage.until(`${tries} tries`, async () => (await officer.deliveries(partner, "iia-cnr")).find(({ attempts, state }) => attempts >= tries && state === "waiting"));
  return { id, delivery };
};
const proposes = (partner: string): Promise<void> => stage.partner(partner).perform("propose", { heiId: heiId(stage.us.heiId) });
const notified = async (id: string) => (await officer.item(id, "partner-notified")).explanation;
const TRIED = "The notice about your copy was tried … times without success and will be tried again. Last reason: ";

describe("slow-cnr", () => {
  test("tried again later and never twice at once; its own GET is served meanwhile; nobody else waits", async () => {
    const { id, delivery } = await sentInVain("slow-cnr", 2);
    const { heard, caller: { said } } = stage.partner("slow-cnr");
    expect(heard.filter(({ endpoint }) => endpoint === "iia-cnr url").length - delivery.attempts).toBeLessThanOrEqual(1);
    expect(said[0]).toMatchObject({ endpoint: "iias get", params: `iia_id=${id}`, status: 200 });
    reads("slow-cnr", await notified(id), `${TRIED}The partner's server … did not begin to answer in time (UND_ERR_HEADERS_TIMEOUT).`);
    expect(await officer.item(id, "partner-notified")).toMatchObject({ state: "problem", whoseTurn: "partner", action: "notify" });
  });
  test("its own notification is answered, and its copy read", async () => {
    await proposes("slow-cnr");
    expect(stage.partner("slow-cnr").caller.said.at(-1)).toMatchObject({ endpoint: "iia-cnr url", status: 200 });
    await stage.until("the copy is incoming", async () => (await officer.incoming("slow-cnr")).length === 1);
  });
});

describe.each([
  ["chain-cut", "The partner's server … does not send the intermediate certificate that belongs to its TLS certificate, or has it from an authority that is not trusted here (UNABLE_TO_VERIFY_LEAF_SIGNATURE). Its technicians have to install the whole chain."],
  ["expired", "The partner's server … has a TLS certificate that has run out (CERT_HAS_EXPIRED). Its technicians have to renew it."],
])("%s", (partner, reason) => {
  test("nothing is sent over a connection that cannot be trusted; it is tried again", async () => {
    const { id, delivery } = await sentInVain(partner, 2);
    reads(partner, delivery.reason, reason);
    expect(await notified(id)).toContain(delivery.reason);
    expect(stage.partner(partner).heard).toEqual([]);
    expect((await officer.check(id)).textToPartner).toContain(`Our system noted: "${delivery.reason}"`);
    expect(await officer.echo(partner)).toMatchObject({ ok: false, verdict: `No verdict: ${delivery.reason}` });
  });
  test("its own requests are served: it is its server that is faulty", async () => {
    await proposes(partner);
    expect(stage.partner(partner).caller.said.at(-1)).toMatchObject({ endpoint: "iia-cnr url", status: 200 });
  });
});

describe("skew", () => {
  test("refused by its clock, which may be ours: tried again", async () => {
    const { id, delivery } = await sentInVain("skew", 2);
    reads("skew", delivery.reason, "The partner refused the request: it answered 400. Its clock is … s ahead of ours, and no signature is accepted between such clocks: one of the two has to be set.");
    expect(await notified(id)).toContain(delivery.reason);
  });
  test("its requests are refused with both times", async () => {
    await proposes("skew");
    expect(stage.partner("skew").caller.said.at(-1)).toMatchObject({ endpoint: "iia-cnr url", status: 400, message: expect.stringMatching(/^Date is 3\d\d s ahead of the clock here \(.* GMT\); at most 300 s are allowed\.$/) });
  });
});

describe.each([
  ["baddate", 'The partner\'s answer cannot be trusted: Date … is no RFC 1123 date; expected a form like "Sun, 05 Jan 2014 21:31:40 GMT". Its technicians have to repair this.', /^Date ".* \+0100" is no RFC 1123 date; expected a form like/],
  ["bad-digest", "The partner's answer cannot be trusted: The Digest header says SHA-256=…, but the … bytes of the body have SHA-256=…. Its technicians have to repair this.", /^The Digest header says SHA-256="[^"]*", but the \d+ bytes of the body have SHA-256="[^"]*"\.$/],
])("%s", (partner, reason, refusal) => {
  test("no answer of it is believed; notifications are tried again, since they may not have arrived", async () => {
    const { id, delivery } = await sentInVain(partner, 2);
    reads(partner, delivery.reason, reason);
    const unread = await stage.until("its index was refused", async () => {
      const item = await officer.item(id, "partner-readable");
      return item.state === "problem" && item;
    });
    reads(partner, unread.explanation, `Your system could not read the partner's list of agreements, so what you see here may be out of date. Last reason: ${reason}`);
    expect((await officer.deliveries(partner, "sweep-iias"))[0]).toMatchObject({ state: "stopped", attempts: 1 });
  });
  test("its notification is refused with 400 and what was expected", async () => {
    await proposes(partner);
    expect(stage.partner(partner).caller.said.at(-1)).toMatchObject({ endpoint: "iia-cnr url", status: 400, message: expect.stringMatching(refusal) });
    expect(await officer.incoming(partner)).toEqual([]);
  });
});

describe("html-error", () => {
  test("a page of a proxy is trouble that passes", async () => {
    const { id, delivery } = await sentInVain("html-error", 2);
    reads("html-error", delivery.reason, "The partner's server has a problem: it answered 502 with a web page, probably that of a proxy in front of it. Its technicians have to look if it stays so.");
    expect(await notified(id)).toContain(delivery.reason);
  });
});

test("the page says nothing else of them", everySentenceWasRead);
