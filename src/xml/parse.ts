import { SaxesParser, type SaxesTagNS } from "saxes";
import { decodeXml } from "./decode.js";
import type { XmlAttribute, XmlElement } from "./element.js";
import { XmlRefused } from "./errors.js";

export interface XmlLimits {
  /** Size of the document in bytes; 10 MB unless told otherwise. */
  readonly maxBytes?: number;
  /** Deepest nesting of elements; 64 unless told otherwise. */
  readonly maxDepth?: number;
  /** Most elements; 250 000 unless told otherwise: a tree costs far more memory than its text. */
  readonly maxElements?: number;
}

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_DEPTH = 64;
const MAX_ELEMENTS = 250_000;
const XMLNS = "http://www.w3.org/2000/xmlns/";
const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** Holds the elements that are open and the root once it is there. */
class Tree {
  root: XmlElement | undefined;
  readonly #open: OpenElement[] = [];
  readonly #maxDepth: number;
  readonly #maxElements: number;
  #elements = 0;

  constructor({ maxDepth = MAX_DEPTH, maxElements = MAX_ELEMENTS }: XmlLimits) {
    this.#maxDepth = maxDepth;
    this.#maxElements = maxElements;
  }

  openTag(tag: SaxesTagNS): void {
    if (this.#open.length >= this.#maxDepth) throw new XmlRefused(`elements are nested deeper than ${this.#maxDepth}`);
    this.#elements += 1;
    if (this.#elements > this.#maxElements) throw new XmlRefused(`there are more than ${this.#maxElements} elements`);
    const opened: OpenElement = { name: tag.local, ns: tag.uri, attributes: attributesOf(tag), children: [] };
    const parent = this.#open.at(-1);
    if (parent) parent.children.push(opened);
    else this.root = opened;
    this.#open.push(opened);
  }

  closeTag(): void {
    this.#open.pop();
  }

  /** Neighbouring pieces (text, CDATA, text around a comment) become one string. */
  text(piece: string): void {
    const children = this.#open.at(-1)?.children;
    if (!children || piece === "") return;
    const last = children.length - 1;
    if (typeof children[last] === "string") children[last] += piece;
    else children.push(piece);
  }
}

const attributesOf = (tag: SaxesTagNS): readonly XmlAttribute[] => {
  let attributes: XmlAttribute[] | undefined;
  for (const key in tag.attributes) {
    const found = tag.attributes[key];
    if (found === undefined || found.uri === XMLNS) continue;
    (attributes ??= []).push({ name: found.local, ns: found.uri, value: found.value });
  }
  return attributes ?? NO_ATTRIBUTES;
};

/** saxes begins its messages with `line:column: `. */
const told = (message: string): string => message.replace(/^\d+:\d+: /, "");

/**
 * Parses a document with namespaces into a tree in document order. Refuses what a stranger could do harm with: DTDs (so
 * there are no entities), deep nesting, size; and what is not XML: duplicate attributes, unbound prefixes, wrong bytes,
 * anything after the root. Throws `XmlRefused`.
 */
export const parseXml = (input: Uint8Array | string, limits: XmlLimits = {}): XmlElement => {
  const maxBytes = limits.maxBytes ?? MAX_BYTES;
  const size = typeof input === "string" ? Buffer.byteLength(input) : input.length;
  if (size > maxBytes) throw new XmlRefused(`the document has ${size} bytes, the limit is ${maxBytes}`);
  const text = typeof input === "string" ? input : decodeXml(input);
  const tree = new Tree(limits);
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: "1.0" });
  parser.on("error", (error) => { throw new XmlRefused(told(error.message), parser.line); });
  parser.on("doctype", () => { throw new XmlRefused("a DOCTYPE is not allowed", parser.line); });
  parser.on("opentag", (tag) => tree.openTag(tag));
  parser.on("closetag", () => tree.closeTag());
  parser.on("text", (piece) => tree.text(piece));
  parser.on("cdata", (piece) => tree.text(piece));
  parser.write(text).close();
  if (!tree.root) throw new XmlRefused("there is no root element");
  return tree.root;
};
