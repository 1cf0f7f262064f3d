import type { WireIia } from "../../../ewp/iias/v7/documents.js";
import { eachKind, renamed, withMobilities } from "../office/copies.js";
import type { Personality } from "../personality.js";

const served = (endpoint: string): boolean => endpoint === "iias get";
const CHILDREN = 5;
const child = (iia: WireIia, at: number): WireIia =>
  ({ ...renamed(iia, `${iia.partners[0]?.iiaId}.${at + 1}`), cooperationConditions: withMobilities(iia.cooperationConditions, () => 1) });
const turned = <T>(list: readonly T[], by: number): readonly T[] => list.map((_, at) => list[(at + by) % list.length] as T);

/** Faults of what agreements and approvals say. */
export const DOCUMENTS: readonly Personality[] = [
  {
    id: "empty-approval-id", heiName: "Nameless University", fault: "Its approvals do not say which agreement they are about.",
    look: "Send it an agreement and wait until it approves; look at the check.",
    xml: (xml, { endpoint }) => (endpoint === "iias-approval url" ? xml.replace(/<iia-id>[^<]*<\/iia-id>/g, "") : xml),
  },
  {
    id: "no-language", heiName: "Wordless University", fault: "Leaves out the mandatory languages of its agreements.",
    look: "Let it propose an agreement; look at the incoming copy, make yours from it, and try to approve one.",
    xml: (xml, { endpoint }) => (served(endpoint) ? xml.replace(/<recommended-language-skill>.*?<\/recommended-language-skill>/gs, "") : xml),
  },
  {
    id: "isced3", heiName: "Shortcode University", fault: "Gives subject areas by ISCED codes of three digits.",
    look: "Let it propose an agreement; look at the incoming copy, make yours from it, and try to approve one.",
    xml: (xml, { endpoint }) => (served(endpoint) ? xml.replace(/(<isced-f-code>\d{3})\d</g, "$1<") : xml),
  },
  {
    id: "reorder", heiName: "Shuffle University", fault: "Shows the same conditions in another order at every reading.",
    look: "Send it an agreement with two conditions of one kind, and try to approve its copy.",
    copies: (own, reading) => own.map((iia) => ({ ...iia, cooperationConditions: eachKind(iia.cooperationConditions, (specs) => turned(specs, reading)) })),
  },
  {
    id: "splitter", heiName: "Fivefold University", fault: "Answers one agreement of ours with five of its own, one for each mobility.",
    look: "Send it an agreement; look at the incoming copies and at the check.",
    copies: (own) => own.flatMap((iia) => Array.from({ length: CHILDREN }, (_, at) => child(iia, at))),
  },
  {
    id: "double-map", heiName: "Twicebound University", fault: "Two of its agreements name the same agreement of ours.",
    look: "Send it an agreement; look at the incoming copies and at the check.",
    copies: (own) => own.flatMap((iia) => [iia, renamed(iia, `${iia.partners[0]?.iiaId}.copy`)]),
  },
  {
    id: "v6-leftover", heiName: "Sixth Edition University", fault: "Its agreements keep values of version 6, and its approvals carry a conditions-hash.",
    look: "Send it an agreement and try to approve its copy.",
    xml: (xml, { endpoint }) => (served(endpoint)
      ? xml.replace(/<isced-f-code>(\d{3})/g, '<isced-f-code v6-value="$1">$1').replace(/<mobilities-per-year>/g, '<mobilities-per-year not-yet-defined="true">')
      : xml.replace(/(<\/?)iia-hash>/g, "$1conditions-hash>")),
  },
];
