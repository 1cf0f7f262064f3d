/** An XML attribute; `ns` is the namespace URI, "" for the usual attribute without a prefix. */
export interface XmlAttribute {
  readonly name: string;
  readonly ns: string;
  readonly value: string;
}

/**
 * An element as it arrived, in document order: prefixes, comments and processing instructions are gone, everything that
 * a schema, the `iia-hash` or a signature over content may look at is kept. `name` is the local name.
 */
export interface XmlElement {
  readonly name: string;
  readonly ns: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

const NOTHING: readonly never[] = [];

/** Makes an element; attributes given as a record have no namespace. */
export const element = (
  ns: string,
  name: string,
  children: readonly (XmlElement | string)[] = NOTHING,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement => ({
  name,
  ns,
  attributes: Object.entries(attributes).map(([key, value]) => ({ name: key, ns: "", value })),
  children,
});

/** The child elements in document order, optionally only those with this local name. */
export const childElements = (parent: XmlElement, name?: string): XmlElement[] =>
  parent.children.filter((child): child is XmlElement => typeof child !== "string" && (name === undefined || child.name === name));

/** The text directly inside the element, CDATA included, text of child elements not. */
export const textOf = (parent: XmlElement): string => {
  if (parent.children.length === 0) return "";
  if (parent.children.length === 1) return typeof parent.children[0] === "string" ? parent.children[0] : "";
  return parent.children.filter((child) => typeof child === "string").join("");
};

/** The value of an attribute, undefined when it is absent. */
export const attributeOf = (owner: XmlElement, name: string, ns = ""): string | undefined =>
  owner.attributes.find((attribute) => attribute.name === name && attribute.ns === ns)?.value;
