/** XML as it was written, prefixes included: what a signature is taken over. For bytes that `parseXml` has accepted. */
import { SaxesParser } from "saxes";
import { decodeXml } from "./decode.js";
import { XmlRefused } from "./errors.js";

export interface LiteralAttribute {
  readonly qname: string;
  readonly ns: string;
  readonly local: string;
  readonly value: string;
}

export interface LiteralInstruction {
  readonly target: string;
  readonly body: string;
}

export interface LiteralElement {
  readonly qname: string;
  readonly prefix: string;
  readonly ns: string;
  readonly local: string;
  /** Namespaces that it declares: prefix ("" for the default) and URI. */
  readonly declared: ReadonlyMap<string, string>;
  readonly attributes: readonly LiteralAttribute[];
  readonly parent: LiteralElement | undefined;
  readonly children: readonly (LiteralElement | LiteralInstruction | string)[];
}

const XMLNS = "http://www.w3.org/2000/xmlns/";

export const parseLiteral = (bytes: Uint8Array): LiteralElement => {
  let root: LiteralElement | undefined;
  const open: (LiteralElement & { readonly children: (LiteralElement | LiteralInstruction | string)[] })[] = [];
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  const text = (piece: string): void => void open.at(-1)?.children.push(piece);
  parser.on("error", (error) => { throw new XmlRefused(error.message); });
  parser.on("doctype", () => { throw new XmlRefused("a DOCTYPE is not allowed"); });
  parser.on("text", text);
  parser.on("cdata", text);
  parser.on("processinginstruction", ({ target, body }) => void open.at(-1)?.children.push({ target, body }));
  parser.on("closetag", () => void open.pop());
  parser.on("opentag", (tag) => {
    const all = Object.values(tag.attributes);
    const parent = open.at(-1);
    const opened = {
      qname: tag.name, prefix: tag.prefix, ns: tag.uri, local: tag.local, parent, children: [],
      declared: new Map(all.filter(({ uri }) => uri === XMLNS).map(({ prefix, local, value }) => [prefix === "" ? "" : local, value])),
      attributes: all.filter(({ uri }) => uri !== XMLNS).map(({ name, uri, local, value }) => ({ qname: name, ns: uri, local, value })),
    };
    if (parent) parent.children.push(opened);
    else root = opened;
    open.push(opened);
  });
  parser.write(decodeXml(bytes)).close();
  if (!root) throw new XmlRefused("there is no root element");
  return root;
};

export const isElement = (node: LiteralElement["children"][number]): node is LiteralElement => typeof node === "object" && "local" in node;

/** The child elements, optionally only those of this name. */
export const literalChildren = (parent: LiteralElement, ns?: string, local?: string): readonly LiteralElement[] =>
  parent.children.filter(isElement).filter((child) => (ns === undefined || child.ns === ns) && (local === undefined || child.local === local));

/** The text directly inside. */
export const literalText = (element: LiteralElement): string => element.children.filter((child) => typeof child === "string").join("");
