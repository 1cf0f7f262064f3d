/** Proper requests to everything that the node serves: what is then bent. */
import { updateRequest } from "../../../src/ewp/omobilities/v3/documents.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { writeDocument } from "../../../src/xml/write.js";
import { P, Q, US } from "../../support/ewp/slice-node.js";
import { approvalXml } from "../../support/learning-agreements/proposed-la.js";
import { textBent, treeBent } from "../answers/xml-bends.js";
import type { Chance } from "../chance.js";
import type { Draft, Pair } from "./draft.js";

/** What the node waits for an answer to, by the id of the mobility. */
export type Proposals = Readonly<Record<string, string>>;

interface Usual {
  readonly path: string;
  readonly forms: readonly (readonly Pair[])[];
  readonly methods: readonly ("GET" | "POST")[];
  /** Documents that are posted instead of a form, for the proposals of a learning agreement with these ids. */
  readonly documents?: (proposals: Proposals) => readonly string[];
  /** Answers anonymous callers too, so that a request without a signature is not refused. */
  readonly open?: true;
}

const BOTH = ["GET", "POST"] as const;
const IDS = ["full", "unbound", "terminated", "draft", "deleted", "of-q", "of-q-draft", "nothing"];

/** What the node under fuzz has of each kind, some of it for nobody or for somebody else. */
export const MOBILITIES = ["full", "draft", "of-q"] as const;
const MOBILITY_IDS = [...MOBILITIES, "nothing"];
const each = (name: string, ...before: readonly Pair[]): readonly (readonly Pair[])[] =>
  [...MOBILITY_IDS.map((id): Pair[] => [...before, [name, id]]), [...before, ...MOBILITY_IDS.map((id): Pair => [name, id])]];
const SENT_BY_US: Pair = ["sending_hei_id", US];

const decisions = (proposals: Proposals): string[] => MOBILITY_IDS.flatMap((id) => {
  const ref = { omobilityId: omobilityId(id), proposalId: proposals[id] ?? "p" };
  return [writeDocument(updateRequest, { approveProposalV1: ref }), writeDocument(updateRequest, { rejectProposalV1: { ...ref, comment: "No seats" } })];
});

export const USUAL: readonly Usual[] = [
  { path: "iias/v7/get", methods: BOTH, forms: [...IDS.map((id): Pair[] => [["iia_id", id]]), IDS.map((id): Pair => ["iia_id", id])] },
  { path: "iias/v7/index", methods: BOTH, forms: [[], [["modified_since", "2026-01-01T00:00:00Z"]], [["receiving_academic_year_id", "2026/2027"]]] },
  { path: "iias/v7/stats", methods: BOTH, forms: [[]] },
  { path: "iias-approval/v2", methods: BOTH, forms: IDS.map((id): Pair[] => [["iia_id", `p-${id}`]]) },
  { path: "iia-cnr/v3", methods: ["POST"], forms: [[["iia_id", "p-full"]], [["iia_id", "unheard-of"]]] },
  { path: "iia-approval-cnr/v2", methods: ["POST"], forms: [[["iia_id", "full"]], [["iia_id", "of-q"]]] },
  { path: "omobilities/v3/get", methods: BOTH, forms: each("omobility_id") },
  { path: "omobilities/v3/index", methods: BOTH, forms: [[], [["modified_since", "2026-01-01T00:00:00Z"]], [["receiving_academic_year_id", "2026/2027"], ["activity_attributes", "long-term"]], [["global_id", "x"]]] },
  { path: "omobilities/v3/update", methods: ["POST"], forms: [[]], documents: () => decisions({ full: "proposal-full", "of-q": "proposal-of-q" }) },
  { path: "omobility-cnr/v2", methods: ["POST"], forms: each("omobility_id") },
  { path: "omobility-stats/v1", methods: ["GET"], forms: [[]] },
  { path: "imobilities/v2/get", methods: BOTH, forms: each("omobility_id") },
  { path: "imobility-cnr/v2", methods: ["POST"], forms: each("omobility_id") },
  { path: "omobility-las/v1/get", methods: BOTH, forms: each("omobility_id", SENT_BY_US) },
  { path: "omobility-las/v1/index", methods: BOTH, forms: [[SENT_BY_US], [SENT_BY_US, ["mobility_type", "semester"], ["receiving_hei_id", P]], [["sending_hei_id", Q]]] },
  { path: "omobility-las/v1/update", methods: ["POST"], forms: [[]], documents: (proposals) => MOBILITY_IDS.map((id) => approvalXml(US, id, proposals[id] ?? "p")) },
  { path: "omobility-las/v1/stats", methods: ["GET"], forms: [[]] },
  { path: "omobility-la-cnr/v1", methods: ["POST"], forms: each("omobility_id", ["sending_hei_id", P]) },
  { path: "imobility-tors/v3/get", methods: BOTH, forms: each("omobility_id") },
  { path: "imobility-tors/v3/index", methods: BOTH, forms: [[], [["modified_since", "2026-01-01T00:00:00Z"]]] },
  { path: "imobility-tor-cnr/v2", methods: ["POST"], forms: each("omobility_id") },
  { path: "courses/v0", methods: BOTH, open: true, forms: [[["hei_id", US], ["los_id", "CR/1"]], [["hei_id", US], ["los_code", "C-1"], ["lois_after", "2026-01-01"]]] },
  { path: "course-replication/v1", methods: BOTH, open: true, forms: [[["hei_id", US]], [["hei_id", US], ["modified_since", "2026-01-01T00:00:00Z"]]] },
  { path: "echo/v2", methods: BOTH, forms: [[["echo", "a"]], [["echo", "a"], ["echo", "b"]], []] },
  { path: "institutions/v2", methods: BOTH, open: true, forms: [[["hei_id", US]], [["hei_id", Q]], [["hei_id", US], ["hei_id", P]]] },
  { path: "ounits/v2", methods: BOTH, open: true, forms: [[["hei_id", US], ["ounit_id", "ou-law"]], [["hei_id", US], ["ounit_code", "00"]], [["ounit_id", "ou-law"]]] },
  { path: "factsheet/v1", methods: BOTH, open: true, forms: [[["hei_id", US]]] },
  { path: "file/v1", methods: BOTH, forms: [[["file_id", "known"]], [["file_id", "of-q"]]] },
  { path: "manifest.xml", methods: ["GET"], open: true, forms: [[]] },
];

export interface Chosen {
  readonly usual: Usual;
  readonly draft: Omit<Draft, "signer">;
}

export const usualRequest = (chance: Chance, proposals: Proposals): Chosen => {
  const usual = chance.pick(USUAL);
  const posted = usual.documents && chance.pick(usual.documents(proposals));
  if (posted !== undefined) {
    const body = chance.pick([() => Buffer.from(posted), () => treeBent(posted, chance), () => textBent(posted, chance)])();
    return { usual, draft: { method: "POST", path: `/ewp/${US}/${usual.path}`, form: [], body, headers: { "content-type": "text/xml; charset=utf-8" } } };
  }
  return { usual, draft: { method: chance.pick(usual.methods), path: `/ewp/${US}/${usual.path}`, form: chance.pick(usual.forms), headers: {} } };
};
