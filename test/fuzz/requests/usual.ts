/** Proper requests to everything that the node serves: what is then bent. */
import { P, Q, US } from "../../support/ewp/slice-node.js";
import type { Chance } from "../chance.js";
import type { Draft, Pair } from "./draft.js";

interface Usual {
  readonly path: string;
  readonly forms: readonly (readonly Pair[])[];
  readonly methods: readonly ("GET" | "POST")[];
  /** Answers anonymous callers too, so that a request without a signature is not refused. */
  readonly open?: true;
}

const BOTH = ["GET", "POST"] as const;
const IDS = ["full", "unbound", "terminated", "draft", "deleted", "of-q", "of-q-draft", "nothing"];

export const USUAL: readonly Usual[] = [
  { path: "iias/v7/get", methods: BOTH, forms: [...IDS.map((id): Pair[] => [["iia_id", id]]), IDS.map((id): Pair => ["iia_id", id])] },
  { path: "iias/v7/index", methods: BOTH, forms: [[], [["modified_since", "2026-01-01T00:00:00Z"]], [["receiving_academic_year_id", "2026/2027"]]] },
  { path: "iias/v7/stats", methods: BOTH, forms: [[]] },
  { path: "iias-approval/v2", methods: BOTH, forms: IDS.map((id): Pair[] => [["iia_id", `p-${id}`]]) },
  { path: "iia-cnr/v3", methods: ["POST"], forms: [[["iia_id", "p-full"]], [["iia_id", "unheard-of"]]] },
  { path: "iia-approval-cnr/v2", methods: ["POST"], forms: [[["iia_id", "full"]], [["iia_id", "of-q"]]] },
  { path: "echo/v2", methods: BOTH, forms: [[["echo", "a"]], [["echo", "a"], ["echo", "b"]], []] },
  { path: "institutions/v2", methods: BOTH, open: true, forms: [[["hei_id", US]], [["hei_id", Q]], [["hei_id", US], ["hei_id", P]]] },
  { path: "ounits/v2", methods: BOTH, open: true, forms: [[["ounit_id", "ou-law"]], [["ounit_code", "LAW"]]] },
  { path: "factsheet/v1", methods: BOTH, open: true, forms: [[["hei_id", US]]] },
  { path: "file/v1", methods: BOTH, forms: [[["file_id", "known"]], [["file_id", "of-q"]]] },
  { path: "manifest.xml", methods: ["GET"], open: true, forms: [[]] },
];

export interface Chosen {
  readonly usual: Usual;
  readonly draft: Omit<Draft, "signer">;
}

export const usualRequest = (chance: Chance): Chosen => {
  const usual = chance.pick(USUAL);
  return { usual, draft: { method: chance.pick(usual.methods), path: `/ewp/${US}/${usual.path}`, form: chance.pick(usual.forms), headers: {} } };
};
