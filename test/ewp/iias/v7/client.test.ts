/** Our client of a partner's agreements, against a partner of foreign make. Rows are those of PROTOCOL 7 and 8. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { iiasV7Client } from "../../../../src/ewp/iias/v7/client.js";
import { iiaId } from "../../../../src/kernel/ids.js";
import { failureOf, NS, type ScriptedPartner, startScriptedPartner } from "../../../support/ewp/scripted-partner.js";
import { secondIiaHashes } from "../../../support/agreements/second-iia-hash.js";
import { P, US } from "../../../support/ewp/slice-node.js";

let partner: ScriptedPartner;
beforeAll(async () => { partner = await startScriptedPartner(); });
afterAll(() => partner.close());
beforeEach(() => {
  partner.asked();
  partner.caller.kept.length = 0;
  partner.caller.lines.length = 0;
});

const client = () => iiasV7Client(partner.caller.calls);
const fetch = (id = "p-1") => client().fetch(US, P, iiaId(id));

interface Said {
  readonly partners?: string;
  readonly hash?: string;
  readonly spec?: string;
  readonly conditions?: string;
  readonly more?: string;
  readonly ns?: string;
  readonly open?: string;
}

const THEIRS = `<partner><hei-id>${P}</hei-id><iia-id>p-1</iia-id><iia-code>LAC 1</iia-code></partner>`;
const OURS = `<partner><hei-id>${US}</hei-id><iia-id>ours-1</iia-id></partner>`;
const SPEC = `<sending-hei-id>${P}</sending-hei-id><receiving-hei-id>${US}</receiving-hei-id>
  <receiving-first-academic-year-id>2025/2026</receiving-first-academic-year-id><receiving-last-academic-year-id>2026/2027</receiving-last-academic-year-id>
  <mobilities-per-year>2</mobilities-per-year><subject-area><isced-f-code>0314</isced-f-code><isced-clarification>R&amp;D</isced-clarification></subject-area>
  <total-days-per-year>5.0</total-days-per-year>`;

/** A template, as many systems write their answers; the hash is right unless a test says otherwise. */
const document = ({ partners = THEIRS + OURS, hash, spec = SPEC, conditions = "<cooperation-conditions>", more = "", ns = NS.iiasGet, open = "<iia>" }: Said = {}): string => {
  const write = (value: string) => `<?xml version='1.0'?>\n<iias-get-response xmlns="${ns}">\n ${open}${partners}<in-effect>0</in-effect>
    ${conditions}<staff-training-mobility-spec>${spec}</staff-training-mobility-spec></cooperation-conditions><iia-hash>${value}</iia-hash></iia>${more}</iias-get-response>`;
  return write(hash ?? secondIiaHashes(write("0".repeat(64)))[0]?.hash ?? "");
};

describe("fetch", () => {
  test("the copy in our words, with the hash recomputed from the received bytes and the exchange that proves it", async () => {
    const xml = document();
    partner.answers(xml);
    const found = await fetch();
    const [{ hash = "" } = {}] = secondIiaHashes(xml);
    const [kept] = partner.caller.kept;
    expect(found).toEqual({
      iiaId: "p-1", hash, declaredHash: hash, validForApproval: true, exchangeId: kept?.id,
      copy: {
        owner: { heiId: P, iiaId: "p-1", iiaCode: "LAC 1", contacts: [] }, partner: { heiId: US, iiaId: "ours-1", contacts: [] }, inEffect: false, terminatedAsAWhole: false,
        conditions: [{
          kind: "staff-training", sendingHeiId: P, sendingContacts: [], receivingHeiId: US, receivingContacts: [], firstAcademicYear: "2025/2026", lastAcademicYear: "2026/2027",
          mobilitiesPerYear: 2, languageSkills: [], subjectAreas: [{ iscedFCode: "0314", clarification: "R&D" }], totalDaysPerYear: "5.0",
        }],
      },
    });
    expect(Buffer.from(kept?.responseBody ?? []).toString()).toBe(xml);
    expect(kept).toMatchObject({ heiId: US, partnerHeiId: P, api: "iias", endpoint: "get", status: 200 });
    expect(partner.asked()).toEqual([{ method: "GET", path: "/iias/get", params: "iia_id=p-1" }]);
  });

  test("the hash is that of what was sent, not of what we would write: forms of numbers and blanks count", async () => {
    partner.answers(document({ spec: SPEC.replace(">2</mobilities", ">+2</mobilities") }));
    const plus = await fetch();
    partner.answers(document());
    const plain = await fetch();
    expect(plus?.copy).toEqual(plain?.copy);
    expect(plus?.hash).not.toBe(plain?.hash);
    expect(plus?.hash).toBe(plus?.declaredHash);
  });

  test("row 67: a wrong declared hash is seen", async () => {
    partner.answers(document({ hash: "f".repeat(64) }));
    const found = await fetch();
    expect(found?.declaredHash).toBe("f".repeat(64));
    expect(found?.hash).toBe(secondIiaHashes(document())[0]?.hash);
  });

  test("row 62: v6-value and not-yet-defined make it not valid for approval", async () => {
    partner.answers(document({ spec: SPEC.replace("<isced-f-code>", '<isced-f-code v6-value="31">') }));
    expect(await fetch()).toMatchObject({ validForApproval: false, copy: { conditions: [{ subjectAreas: [{ iscedFCode: "0314", v6Value: "31" }] }] } });
    partner.answers(document({ spec: SPEC.replace("<mobilities-per-year>", '<mobilities-per-year not-yet-defined="true">') }));
    expect(await fetch()).toMatchObject({ validForApproval: false, copy: { conditions: [{ mobilitiesNotYetDefined: true }] } });
  });

  test("a termination is read and hashed", async () => {
    partner.answers(document({ conditions: '<cooperation-conditions terminated-as-a-whole="1">' }));
    const found = await fetch();
    expect(found?.copy.terminatedAsAWhole).toBe(true);
    expect(found?.hash).toBe(found?.declaredHash);
  });

  test("row 103: elements and attributes that we do not know are ignored, wherever they stand", async () => {
    partner.answers(document());
    const plain = await fetch();
    partner.answers(document({
      open: '<iia colour="red"><future/>', partners: `${THEIRS.replace("</partner>", '<x:y xmlns:x="urn:x">z</x:y></partner>')}${OURS}<signed-by>somebody</signed-by>`,
      more: '<next xmlns="urn:next"/>', spec: `${SPEC}<co2-per-year>3</co2-per-year>`,
    }));
    const extended = await fetch();
    expect(extended?.copy).toEqual(plain?.copy);
    // What stands in the conditions is hashed nevertheless: the partner's stylesheet does it too.
    expect(extended?.hash).toBe(extended?.declaredHash);
    expect(extended?.hash).not.toBe(plain?.hash);
  });

  const HIDDEN = "<other-info-terms>1000 EUR per person</other-info-terms>";
  const spec = (inner: string) => `<staff-training-mobility-spec>${inner}</staff-training-mobility-spec>`;
  test.each([
    ["a field of another namespace", { spec: SPEC + HIDDEN.replaceAll("other-", "x:other-").replace(">", ' xmlns:x="urn:x">') }],
    ["a field inside something unknown", { spec: `${SPEC}<wrap><cooperation-conditions>${spec(HIDDEN)}</cooperation-conditions></wrap>` }],
    ["a field twice, once in another namespace", { spec: `${SPEC}<mobilities-per-year xmlns="urn:x">99</mobilities-per-year>` }],
    ["a field behind an element inside another", { spec: SPEC.replace(">2</mobilities", ">2<x/></mobilities") }],
    ["a field that nobody knows", { spec: `${SPEC}<co2-per-year>3</co2-per-year>` }],
    ["an attribute", { spec: SPEC.replace("<mobilities-per-year>", '<mobilities-per-year up-to="99">') }],
    ["a condition of a kind that nobody knows", { spec: `${SPEC}</staff-training-mobility-spec><secret-mobility-spec><a>1</a></secret-mobility-spec><staff-training-mobility-spec>${SPEC}` }],
    ["a termination of another namespace", { conditions: '<cooperation-conditions xmlns:x="urn:x" x:terminated-as-a-whole="true">' }],
    ["a termination that only the reader sees", { conditions: '<cooperation-conditions terminated-as-a-whole=" true ">' }],
    ["an id of ours in another namespace", { partners: THEIRS + OURS.replace("<iia-id>", '<iia-id xmlns="urn:x">other</iia-id><iia-id>') }],
  ])("rows 62 and 67: what is hashed and not shown cannot be approved: %s", async (_, said: Said) => {
    partner.answers(document(said));
    const found = await fetch();
    expect(found?.hash).toBe(found?.declaredHash);
    expect(found?.validForApproval).toBe(false);
  });

  test("another order, other forms of numbers and a namespace that is wrong throughout hide nothing", async () => {
    partner.answers(document({ ns: `${NS.iiasGet}/`, spec: `<total-days-per-year>05.0</total-days-per-year>${SPEC.replace(/<total.*/, "").replace(">2</", "> +2 </")}` }));
    expect((await fetch())?.validForApproval).toBe(true);
  });

  test("row 8.20: a wrong namespace and media type are tolerated as named quirks, counted in the exchange and the log", async () => {
    partner.answers(document({ ns: `${NS.iiasGet}/` }), "text/plain");
    const found = await fetch();
    expect(found?.hash).toBe(secondIiaHashes(document())[0]?.hash);
    expect(partner.caller.kept[0]?.quirks).toEqual(["wrong-media-type", "wrong-namespace"]);
    expect(partner.caller.lines.filter(({ message }) => message === "partner quirk").map(({ facts }) => facts?.["quirk"])).toEqual(["wrong-media-type", "wrong-namespace"]);
  });

  test("an empty answer means that the partner serves it no more", async () => {
    partner.answers(`<iias-get-response xmlns="${NS.iiasGet}"/>`);
    expect(await fetch()).toBeUndefined();
  });
});

describe("answers that cannot be understood never look like a deletion", () => {
  const WRONG_PARTIES = "The partner's agreement does not name the serving institution first, with its id, and ours second, as the protocol asks. Its provider has to repair this.";
  const reasonOf = async (said: Said) => {
    partner.answers(document(said));
    const { reason, retry } = await failureOf(fetch());
    return { reason, retry };
  };

  test("row 8.18: the partners in the wrong order", async () => {
    expect(await reasonOf({ partners: OURS + THEIRS })).toEqual({ reason: WRONG_PARTIES, retry: false });
    expect(await reasonOf({ partners: OURS.replace("ours-1", "p-1") + THEIRS })).toEqual({ reason: WRONG_PARTIES, retry: false });
  });

  test("an agreement of somebody else", async () => {
    expect(await reasonOf({ partners: THEIRS + OURS.replace(US, "third.example") })).toEqual({ reason: WRONG_PARTIES, retry: false });
  });

  test("an agreement that was not asked for, and one without an id", async () => {
    const reason = "The partner answered with an agreement that was not asked for. Its provider has to repair this.";
    expect(await reasonOf({ partners: THEIRS.replace("p-1", "P-1") + OURS })).toEqual({ reason, retry: false });
    expect(await reasonOf({ partners: THEIRS.replace("<iia-id>p-1</iia-id>", "") + OURS })).toEqual({ reason, retry: false });
  });

  test("a partner of another namespace that hides the real one from the hash", async () => {
    expect(await reasonOf({ partners: `<x:partner xmlns:x="urn:x"><x:iia-id>other</x:iia-id></x:partner>${THEIRS}${OURS}` })).toEqual({ reason: WRONG_PARTIES, retry: false });
  });

  test("an agreement of another namespace whose hash would stand for the one that is shown", async () => {
    const decoy = `<iia xmlns="urn:x">${THEIRS}${OURS}<cooperation-conditions/></iia>`;
    expect(await reasonOf({ open: `${decoy}<iia>` })).toEqual({ reason: WRONG_PARTIES, retry: false });
    expect(await reasonOf({ more: decoy })).toEqual({ reason: WRONG_PARTIES, retry: false });
  });

  test("what the schema asks for and is not there", async () => {
    expect(await reasonOf({ partners: THEIRS })).toEqual({ reason: "The partner's answer is no valid iias-get-response: /iias-get-response/iia[1]/partner: expected 2. Its technicians have to repair this.", retry: false });
    expect(await reasonOf({ hash: "F".repeat(64) })).toEqual({
      reason: "The partner's answer is no valid iias-get-response: /iias-get-response/iia[1]/iia-hash: expected a SHA-256 in 64 lower-case hex digits. Its technicians have to repair this.", retry: false,
    });
  });

  test("an agreement of a thousand and one conditions", async () => {
    const condition = `<staff-training-mobility-spec>${SPEC}</staff-training-mobility-spec>`;
    expect(await reasonOf({ conditions: `<cooperation-conditions>${condition.repeat(1000)}` })).toEqual({ reason: "The partner's agreement has more than 1000 conditions. Its provider has to repair this.", retry: false });
  });

  test("the exchange of an unreadable answer is kept with its problem", async () => {
    const { reason } = await reasonOf({ partners: THEIRS });
    expect(partner.caller.kept).toMatchObject([{ status: 200, problem: expect.stringContaining(reason) }]);
  });
});

describe("index", () => {
  const ids = (...list: readonly string[]) => `<i:iias-index-response xmlns:i="${NS.iiasIndex}">${list.map((id) => `<i:iia-id>${id}</i:iia-id>`).join("")}</i:iias-index-response>`;

  test("all ids, each once, in the partner's order", async () => {
    partner.answers(ids("b", "a", "b", "A"));
    expect(await client().index(US, P)).toEqual(["b", "a", "A"]);
    expect(partner.asked()).toEqual([{ method: "GET", path: "/iias/index", params: "" }]);
  });

  test("row 47: since a moment, as xs:dateTime", async () => {
    partner.answers(ids());
    expect(await client().index(US, P, new Date("2026-03-01T08:00:00.500Z"))).toEqual([]);
    expect(partner.asked()).toEqual([{ method: "GET", path: "/iias/index", params: "modified_since=2026-03-01T08%3A00%3A00.500Z" }]);
  });

  test("more agreements than any two institutions have", async () => {
    partner.answers(ids(...Array.from({ length: 50_001 }, (_, at) => `${at}`)));
    expect(await failureOf(client().index(US, P))).toMatchObject({ reason: "The partner lists more than 50000 agreements with us. Its provider has to repair this.", retry: false });
  });

  test("an id that can be none makes the answer unusable, so that nothing is taken for deleted", async () => {
    partner.answers(ids("a", "b c"));
    expect(await failureOf(client().index(US, P))).toMatchObject({ reason: "The partner's answer is no valid iias-index-response: /iias-index-response/iia-id[2]: expected 1 to 64 printable ASCII characters. Its technicians have to repair this.", retry: false });
  });
});
