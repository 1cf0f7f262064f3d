/**
 * The `iia-hash` a second time, written from the prose of PROTOCOL 6.2 alone and by another technique: xml2js instead of
 * our parser, a flat list of elements with their ancestors instead of recursion over the tree.
 */
import { createHash } from "node:crypto";
import { parseString, processors } from "xml2js";

interface Node {
  readonly "#name": string;
  readonly _?: string;
  readonly $?: Readonly<Record<string, { readonly value: string; readonly local: string; readonly uri: string }>>;
  readonly $$?: readonly Node[];
}

export interface SecondIiaHash {
  readonly text: string;
  readonly hash: string;
  readonly validForApproval: boolean;
}

/** An element and the elements around it, nearest first. */
interface Placed {
  readonly node: Node;
  readonly around: readonly Node[];
}

export const secondIiaHashes = (xml: string): SecondIiaHash[] => {
  const placed = flatten([{ node: rootOf(xml), around: [] }]);
  const prefix = placed.some(({ node }) => node["#name"] === "cooperation-conditions" && attributesOf(node).some(({ local, value }) => local === "terminated-as-a-whole" && yes(value)));
  const validForApproval = !placed.some(({ node }) => yes(plain(node, "not-yet-defined")) || plain(node, "v6-value") !== "");
  return placed.filter(({ node }) => node["#name"] === "iia").map(({ node: iia }) => {
    const ours = placed.filter(({ around }) => around.includes(iia));
    const text = (prefix ? "_@terminated-as-a-whole@_" : "") + mapping(iia) + conditions(iia, ours);
    return { text, hash: createHash("sha256").update(Buffer.from(text)).digest("hex"), validForApproval };
  });
};

const rootOf = (xml: string): Node => {
  let root: Node | undefined;
  const options = {
    xmlns: true, explicitRoot: false, explicitChildren: true, preserveChildrenOrder: true, charsAsChildren: true, includeWhiteChars: true,
    tagNameProcessors: [processors.stripPrefix],
  };
  parseString(xml, options, (error: Error | null, result: Node) => {
    if (error) throw error;
    root = result;
  });
  if (!root) throw new Error("no root");
  return root;
};

const flatten = (queue: readonly Placed[]): Placed[] =>
  queue.flatMap((place) => [place, ...flatten(elementsOf(place.node).map((node) => ({ node, around: [place.node, ...place.around] })))]);

const isText = (node: Node): boolean => node["#name"] === "__text__";
const elementsOf = (node: Node): readonly Node[] => (node.$$ ?? []).filter((child) => !isText(child));
/** Text of an element, that of elements inside it included. */
const textIn = (node: Node | undefined): string => (node?.$$ ?? []).map((child) => (isText(child) ? (child._ ?? "") : textIn(child))).join("");
const attributesOf = (node: Node) => Object.values(node.$ ?? {}).filter(({ uri }) => uri !== "http://www.w3.org/2000/xmlns/");
const plain = (node: Node, name: string): string => attributesOf(node).find(({ uri, local }) => uri === "" && local === name)?.value ?? "";
const yes = (value: string): boolean => ["true", "1"].includes(value);
const named = (node: Node, name: string): Node[] => elementsOf(node).filter((child) => child["#name"] === name);

const mapping = (iia: Node): string =>
  named(iia, "partner").reduce((text, partner, at) => `${text}_iia-id_${at + 1}=${textIn(named(partner, "iia-id")[0])}_`, "");

const conditions = (iia: Node, ours: readonly Placed[]): string => {
  let text = "";
  for (const spec of named(iia, "cooperation-conditions").flatMap(elementsOf)) {
    for (const { node, around } of ours) if (around.includes(spec)) text += shown(node, around);
    for (const year of ["first", "last"].map((which) => `receiving-${which}-academic-year-id`)) text += `_${year}=${textIn(named(spec, year)[0])}_`;
  }
  return text;
};

const shown = (node: Node, around: readonly Node[]): string => {
  const name = node["#name"];
  if (around.some((each) => /^(sending|receiving)-contact$/.test(each["#name"]))) return "";
  if (/^receiving-(first|last)-academic-year-id$/.test(name)) return "";
  if ([node, ...around].some((each) => yes(plain(each, "not-yet-defined")))) return "";
  const full = [around[1], around[0], node].map((each) => each?.["#name"] ?? "").join(".");
  const attributes = attributesOf(node).filter(({ uri, local }) => uri !== "" || (local !== "not-yet-defined" && local !== "v6-value"));
  const own = attributes.map(({ local, value }) => `_@${full}.${local}=${value}@_`).join("");
  if (elementsOf(node).length > 0) return own;
  const value = name === "isced-f-code" && plain(node, "v6-value") !== "" ? plain(node, "v6-value") : textIn(node);
  return `${own}_${full}=${value}_`;
};
