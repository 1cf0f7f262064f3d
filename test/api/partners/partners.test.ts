import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { network } from "../support/network.js";
import { type Office, OTHER, startOffice, US } from "../support/office.js";

let office: Office;
beforeAll(async () => { office = await startOffice(); });
afterAll(() => office.close());
afterEach(() => { office.scripts.snapshot = network(); });

const ids = async (query: string) => (await office.call("get", `/partners${query}`).expect(200)).body.items.map(({ heiId }: { heiId: string }) => heiId);

describe("who is in the network", () => {
  test.each([
    ["", ["lac.example", "loin.example", "rive.example", "vieux.example"]],
    ["?q=universitat", ["lac.example"]],
    ["?q=lake%20lac.example", ["lac.example"]],
    ["?api=iia-cnr", ["lac.example", "rive.example"]],
    ["?api=omobilities", []],
    ["?covered=true", ["lac.example", "rive.example", "vieux.example"]],
    ["?covered=false", ["loin.example"]],
    ["?topLevelDomain=EXAMPLE&q=rive", ["rive.example"]],
    ["?topLevelDomain=pl", []],
  ])("%s", async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test("page by page", async () => {
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await office.call("get", `/partners?limit=1${next === undefined ? "" : `&cursor=${next}`}`).expect(200);
      seen.push(...body.items.map(({ heiId }: { heiId: string }) => heiId));
      next = body.next;
    } while (next !== undefined);
    expect(seen).toEqual(["lac.example", "loin.example", "rive.example", "vieux.example"]);
  });

  test("with a cursor of another make", async () => {
    expect((await office.call("get", "/partners?cursor=***")).body).toMatchObject({ status: 400, type: "urn:passerelle:problem:bad-cursor" });
  });

  test("is not known without a catalogue", async () => {
    office.scripts.snapshot = undefined;
    for (const path of ["/partners", "/partners/lac.example"]) expect((await office.call("get", path)).body).toMatchObject({ status: 503, type: "urn:passerelle:problem:no-catalogue" });
  });
});

describe("one partner", () => {
  const partner = async (id: string) => (await office.call("get", `/partners/${id}`).expect(200)).body;

  test("that is ready for agreements", async () => {
    expect(await partner("lac.example")).toMatchObject({
      heiId: "lac.example", names: [{ text: "Universität am See", lang: "de" }, { text: "Lake University", lang: "en" }], otherIds: [{ type: "erasmus", value: "XX LAC01" }], covered: true,
      readyForAgreements: true, missing: [],
      apis: expect.arrayContaining([{ name: "iias", version: "7.0.0", urls: { "get-url": "https://lac.example/ewp/iias/get-url", "index-url": "https://lac.example/ewp/iias/index-url" }, provider: "Provider of the lake", adminEmails: ["admin@example.org"] }]),
    });
  });

  test("that has old versions", async () => {
    expect(await partner("vieux.example")).toMatchObject({
      covered: true, readyForAgreements: false,
      missing: [
        "Its system offers the API iias only in version 6.3.0; version 7 is needed to show its copies of agreements.",
        "Its system cannot show which agreements it approved: it does not offer the API iias-approval (version 2 is needed).",
        "Its system cannot hear that an agreement changed: it does not offer the API iia-cnr (version 3 is needed).",
        "Its system cannot hear that an agreement was approved: it does not offer the API iia-approval-cnr (version 2 is needed).",
      ],
    });
  });

  test("that is not connected", async () => {
    expect(await partner("loin.example")).toMatchObject({ covered: false, apis: [], readyForAgreements: false, missing: ["It has not connected a system to the network: no host answers for it."] });
  });

  test("that nobody knows", async () => {
    expect((await office.call("get", "/partners/nobody.example")).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-partner" });
  });
});

describe("an echo", () => {
  const echo = (body: object = { heiId: US }) => office.call("post", "/partners/lac.example/echo").send(body);

  test("that works both ways", async () => {
    office.scripts.echo = async (said) => ({ heiIds: [US], echos: said, exchangeId: "exchange-1" });
    expect((await echo()).body).toEqual({ ok: true, seenAs: [US], exchangeId: "exchange-1", status: 200, verdict: "Both sides work: the partner verified our signature, we verified its answer." });
  });

  test("whose partner takes us for somebody else", async () => {
    office.scripts.echo = async () => ({ heiIds: ["somebody.example"], echos: [], exchangeId: "exchange-1" });
    expect((await echo()).body).toEqual({
      ok: false, seenAs: ["somebody.example"], exchangeId: "exchange-1", status: 200,
      verdict: "It is them: the partner verified our signature but does not know that it is ours. Its copy of the catalogue may be old.",
    });
  });

  test("whose partner repeats something else", async () => {
    office.scripts.echo = async () => ({ heiIds: [US], echos: ["hello"], exchangeId: "exchange-1" });
    expect((await echo()).body).toMatchObject({ ok: false, verdict: "It is them: the partner verified our signature but did not repeat what we said." });
  });

  test.each([
    [undefined, "No verdict: No answer."], [503, "It is them: No answer."], [400, "It may be us: No answer."], [200, "It is them: No answer."],
  ])("that fails with status %s", async (status, verdict) => {
    office.scripts.echo = async () => { throw new PartnerFailure({ reason: "No answer.", retry: true, status, exchangeId: "exchange-2" }); };
    expect((await echo()).body).toEqual({ ok: false, verdict, exchangeId: "exchange-2", ...(status !== undefined && { status }) });
  });

  test("that the partner explains", async () => {
    office.scripts.echo = async () => { throw new PartnerFailure({ reason: "It answered 403.", retry: false, status: 403, serverMessage: "No such client key." }); };
    expect((await echo()).body).toEqual({ ok: false, verdict: "It may be us: It answered 403. It says: No such client key.", status: 403 });
  });

  test("in the name of an institution that the token may not act for, or that is not ours", async () => {
    const token = await office.token(["network:write"], [OTHER]);
    expect((await echo().set("Authorization", token)).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
    expect((await echo({ heiId: "nowhere.example" })).body).toMatchObject({ status: 404, type: "urn:passerelle:problem:no-such-institution" });
  });
});
