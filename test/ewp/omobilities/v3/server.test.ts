/** Nominations of ours as partners read and decide them. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Omobility } from "../../../../src/domain/nominations/model.js";
import { type OmobilityId, omobilityId } from "../../../../src/kernel/ids.js";
import { documentOf, emptyRootOf, refusalOf, textsOf } from "../../../support/ewp/answers.js";
import { type Asking, type Form, Q, type SliceNode, startSliceNode, times, US } from "../../../support/ewp/slice-node.js";
import { content, fullContent, omobility, student } from "../../../support/nominations/samples.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-omobilities/blob/stable-v3/endpoints";
const GET = { root: "omobilities-get-response", ns: `${SPEC}/get-response.xsd` };
const INDEX = { root: "omobilities-index-response", ns: `${SPEC}/index-response.xsd` };
const UPDATED = { root: "omobilities-update-response", ns: `${SPEC}/update-response.xsd` };

let net: SliceNode;
const enter = (one: Omobility) => net.store.nominations.decideOmobility({ heiId: US, partnerHeiId: one.partnerHeiId, id: one.id }, () => ({ omobilities: [one], changes: [] }));
const now = (id: string) => net.store.nominations.omobility(US, omobilityId(id));
const ask = async (endpoint: string, form: Form, asking: Asking = {}) => documentOf(await net.ask(`omobilities/v3/${endpoint}`, form, asking), net);
const get = (ids: readonly string[], asking: Asking = {}) => ask("get", ids.map((id) => ["omobility_id", id] as const), asking);
const index = async (form: Form = [], asking: Asking = {}) => textsOf(await ask("index", form, asking), "omobility-id");

beforeAll(async () => {
  net = await startSliceNode();
  await enter(omobility({ id: "full", proposal: { id: "p<&>1", content: fullContent() } }));
  await enter(omobility({ id: "plain", proposal: { id: "p2", content: content({ activity: "short-term-blended", receivingAcademicYear: "2025/2026", term: "2025/2026-2/2" }) }, student: student({ globalId: "urn:schac:personalUniqueCode:int:esi:rive.example:2" }), changedAt: new Date("2026-03-02T00:00:00Z") }));
  await enter(omobility({ id: "draft", stage: "draft" }));
  await enter(omobility({ id: "of-q", partnerHeiId: Q }));
});
afterAll(() => net.close());

describe("get", () => {
  test("everything that a nomination says, in the order asked for; the comment is for the two offices (PROTOCOL 5.13)", async () => {
    const xml = await get(["plain", "full"]);
    expect(textsOf(xml, "omobility-id")).toEqual(["plain", "full"]);
    expect(xml).toContain('<nomination proposal-id="p&lt;&amp;&gt;1"><sending-hei><hei-id>rive.example</hei-id><ounit-id>ou-law</ounit-id><iia-id>ours</iia-id></sending-hei>' +
      "<receiving-hei><hei-id>lac.example</hei-id><ounit-id>their-ou</ounit-id><iia-id>theirs</iia-id></receiving-hei><sending-academic-term-ewp-id>2026/2027-1/2</sending-academic-term-ewp-id>");
    expect(textsOf(xml, "comment")).toEqual(["for offices &lt;only&gt; &amp; nobody else"]);
  });

  test("who fetched it has it: it counts as delivered from then on, once (PROTOCOL 6.4.2)", async () => {
    await enter(omobility({ id: "undelivered" }));
    await get(["undelivered"], { as: "q" });
    expect((await now("undelivered"))?.delivered).toBeUndefined();
    await get(["undelivered"]);
    const after = await now("undelivered");
    expect(after?.delivered).toEqual({ at: net.node.clock.now(), by: "get" });
    await get(["undelivered"]);
    expect(await now("undelivered")).toEqual(after);
  });

  test("rows 46 and 69: drafts, unknown ones and those for others are left out, and nobody else gets any", async () => {
    expect(textsOf(await get(["draft", "of-q", "unknown", "full"]), "omobility-id")).toEqual(["full"]);
    for (const as of ["q", "us", "portal", "nobody"] as const) expect(emptyRootOf(await get(["full"], { as }))).toEqual(GET);
  });

  test("rows 42, 44 and 8.10: no id, and more than 50 of them, are 400", async () => {
    expect(refusalOf(await net.ask("omobilities/v3/get"), net)).toBe("400 The parameter omobility_id is missing.");
    expect(textsOf(await ask("get", times(50, "omobility_id", "full")), "omobility-id")).toEqual(["full"]);
    for (const id of ["full", "unknown"]) expect(refusalOf(await net.ask("omobilities/v3/get", times(51, "omobility_id", id)), net)).toBe("400 The parameter omobility_id is given 51 times; at most 50 are allowed at once (max-omobility-ids).");
  });
});

describe("index", () => {
  test("lists exactly what get serves to the caller", async () => {
    expect((await index()).filter((id) => id !== "undelivered")).toEqual(["full", "plain"]);
    expect(await index([], { as: "q" })).toEqual(["of-q"]);
    for (const as of ["us", "portal", "nobody"] as const) expect(emptyRootOf(await ask("index", [], { as }))).toEqual(INDEX);
  });

  test.each<[string, Form, string[]]>([
    ["a year", [["receiving_academic_year_id", "2025/2026"]], ["plain"]],
    ["a year of nobody", [["receiving_academic_year_id", "1653/1654"]], []],
    ["a person", [["global_id", "urn:schac:personalUniqueCode:int:esi:rive.example:2"]], ["plain"]],
    ["a person in other letter case", [["global_id", "urn:schac:personaluniquecode:int:esi:RIVE.example:2"]], ["plain"]],
    ["a kind", [["activity_attributes", "short-term-blended"]], ["plain"]],
    ["changes", [["modified_since", "2026-03-02T01:00:00+01:00"]], ["plain"]],
    ["the future", [["modified_since", "2099-01-01T00:00:00Z"]], []],
    ["all together", [["activity_attributes", "long-term"], ["receiving_academic_year_id", "2025/2026"]], []],
  ])("row 8.13: by %s", async (_name, form, ids) => expect(await index(form)).toEqual(ids));

  test.each<[Form, string]>([
    [[["modified_since", "2026-03-02"]], '400 The parameter modified_since is wrong: expected an xs:dateTime like 2004-02-12T15:19:21+01:00, got "2026-03-02".'],
    [[["receiving_academic_year_id", "test/test"]], '400 The parameter receiving_academic_year_id is wrong: expected an academic year like 2025/2026, got "test/test".'],
    [times(2, "global_id", "x"), "400 The parameter global_id is given 2 times; expected at most once."],
    [[["activity_attributes", "long"]], '400 The parameter activity_attributes is wrong: expected one of long-term, short-term-blended, short-term-doctoral, got "long".'],
  ])("rows 43 and 8.13: %j is refused", async (form, told) => expect(refusalOf(await net.ask("omobilities/v3/index", form), net)).toBe(told));
});

describe("update", () => {
  const body = (inside: string) => `<omobilities-update-request xmlns="${SPEC}/update-request.xsd">${inside}</omobilities-update-request>`;
  const approve = (id: string, proposal: string) => body(`<approve-proposal-v1><omobility-id>${id}</omobility-id><proposal-id>${proposal}</proposal-id></approve-proposal-v1>`);
  const reject = (id: string, proposal: string, comment = "<comment>no room</comment>") => body(`<reject-proposal-v1><omobility-id>${id}</omobility-id><proposal-id>${proposal}</proposal-id>${comment}</reject-proposal-v1>`);
  const post = (xml: string, asking: Asking = {}) => net.ask("omobilities/v3/update", [], { method: "POST", body: xml, headers: { "content-type": "text/xml" }, ...asking });
  const accepted = async (xml: string) => expect(emptyRootOf(documentOf(await post(xml), net))).toEqual(UPDATED);
  const refused = async (xml: string, asking: Asking = {}) => refusalOf(await post(xml, asking), net);
  const told = async (id: OmobilityId) => (await net.store.outbox.list(US, { objectId: id, kinds: ["omobility-cnr"] }, { limit: 10 })).items.length;

  test("row 8.15: approved, again, then rejected under the same proposal id: 200, both decisions kept with their exchanges, and a notification each time", async () => {
    await enter(omobility({ id: "u1" }));
    await accepted(approve("u1", "proposal-u1"));
    await accepted(approve("u1", "proposal-u1"));
    expect(await now("u1")).toMatchObject({ status: "approved", proposal: { id: "proposal-u1" }, delivered: { by: "get" }, verdicts: [{ decision: "approve" }] });
    expect(await told(omobilityId("u1"))).toBe(1);
    await accepted(reject("u1", "proposal-u1"));
    const after = await now("u1");
    expect([after?.status, after?.verdicts.map(({ decision, comment }) => [decision, comment])]).toEqual(["rejected", [["approve", undefined], ["reject", "no room"]]]);
    expect(new Set(after?.verdicts.map(({ exchangeId }) => exchangeId)).size).toBe(2);
  });

  test("row 8.15: a stale proposal id is 409, a cancelled nomination is 409, each with a word for the person; nothing changes", async () => {
    await enter(omobility({ id: "u2", proposal: { id: "new", content: content() } }));
    await enter(omobility({ id: "u3", status: "cancelled" }));
    const before = [await now("u2"), await now("u3")];
    for (const [xml, message] of [[approve("u2", "old"), "The proposal-id is not the current one: get the nomination again."], [reject("u3", "proposal-u3"), "The nomination is cancelled."]] as const) {
      const answer = await post(xml);
      expect(refusalOf(answer, net)).toBe(`409 ${message}`);
      expect(textsOf(answer.text, "user-message")).toHaveLength(1);
    }
    expect([await now("u2"), await now("u3")]).toEqual(before);
  });

  test("PROTOCOL 4.4: unknown ones, drafts, and those for others are 400 before the proposal id is looked at", async () => {
    const unknown = "400 There is no nomination with this omobility-id for the calling institution.";
    for (const id of ["unknown", "draft", "of-q"]) expect(await refused(approve(id, "old"))).toBe(unknown);
    for (const as of ["q", "us", "portal", "nobody"] as const) expect(await refused(approve("full", "old"), { as })).toBe(unknown);
  });

  test.each([
    ["a rejection without comment", reject("full", "p<&>1".replace(/[<&>]/g, ""), ""), /^400 .*comment/],
    ["a rejection that says nothing", reject("plain", "p2", "<comment> </comment>"), /^400 A rejection needs a comment that says why\.$/],
    ["no decision", body(""), /^400 .*approve-proposal-v1.*reject-proposal-v1/],
    ["two decisions", body(`${approve("plain", "p2")}${reject("plain", "p2")}`.replaceAll(/<\/?omobilities-update-request[^>]*>/g, "")), /^400 .*approve-proposal-v1.*reject-proposal-v1/],
    ["another document", "<x/>", /^400 /],
    ["no XML", "{}", /^400 /],
  ])("PROTOCOL 4.4: %s is 400", async (_name, xml, message) => {
    const before = [await now("full"), await now("plain")].map((one) => one?.status);
    expect(await refused(xml)).toMatch(message);
    expect([await now("full"), await now("plain")].map((one) => one?.status)).toEqual(before);
  });

  test("PROTOCOL 4.2: unknown elements of an update are ignored and the rest is processed", async () => {
    await enter(omobility({ id: "u4" }));
    await accepted(approve("u4", "proposal-u4").replace("</approve-proposal-v1>", "<new>x</new></approve-proposal-v1>"));
    expect((await now("u4"))?.status).toBe("approved");
  });
});
