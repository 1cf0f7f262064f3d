/** Canonical XML 1.0 and Exclusive XML Canonicalization 1.0, both without comments: the bytes that signatures are taken over. */
import { isElement, type LiteralElement } from "./literal.js";

export interface Canonicalization {
  /** Only namespaces that are used where they stand; else all that are in scope. */
  readonly exclusive?: boolean;
  /** Prefixes that count as used in the exclusive form. */
  readonly prefixes?: readonly string[];
  /** An element to leave out: the signature that envelops itself. */
  readonly without?: LiteralElement | undefined;
  /** The outermost element whose declarations are in scope: what is canonicalized is taken as part of it. Itself unless told otherwise. */
  readonly within?: LiteralElement;
}

type Scope = ReadonlyMap<string, string>;
const XML_PREFIX = "xml";

export const canonicalXml = (element: LiteralElement, options: Canonicalization = {}): string => write(element, inScope(element, options.within ?? element), new Map(), options);

/** Namespaces that the ancestors up to `outermost` give to an element. */
const inScope = (element: LiteralElement, outermost: LiteralElement): Scope => {
  const chain: LiteralElement[] = [];
  for (let at: LiteralElement | undefined = element; at; at = at === outermost ? undefined : at.parent) chain.unshift(at);
  return new Map(chain.flatMap(({ declared }) => [...declared]));
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const write = (element: LiteralElement, scope: Scope, rendered: Scope, options: Canonicalization): string => {
  const { qname, attributes } = element;
  const shown = [...scope].filter(([prefix, uri]) => prefix !== XML_PREFIX && (rendered.get(prefix) ?? "") !== uri && (!options.exclusive || isUsed(element, prefix, options)));
  const namespaces = shown.sort(([a], [b]) => byText(a, b)).map(([prefix, uri]) => ` xmlns${prefix === "" ? "" : `:${prefix}`}="${attributeText(uri)}"`);
  const written = [...attributes].sort((a, b) => byText(a.ns, b.ns) || byText(a.local, b.local)).map((attribute) => ` ${attribute.qname}="${attributeText(attribute.value)}"`);
  const below = new Map([...rendered, ...shown]);
  const inside = element.children.map((child) => {
    if (typeof child === "string") return plainText(child);
    if (!isElement(child)) return `<?${child.target}${child.body === "" ? "" : ` ${child.body}`}?>`;
    return child === options.without ? "" : write(child, new Map([...scope, ...child.declared]), below, options);
  });
  return `<${qname}${namespaces.join("")}${written.join("")}>${inside.join("")}</${qname}>`;
};

const isUsed = ({ prefix: own, attributes }: LiteralElement, prefix: string, { prefixes = [] }: Canonicalization): boolean =>
  prefix === own || prefixes.includes(prefix) || (prefix !== "" && attributes.some(({ qname }) => qname.startsWith(`${prefix}:`)));

const TEXT: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const ATTRIBUTE: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#x9;", "\n": "&#xA;", "\r": "&#xD;" };
const plainText = (text: string): string => text.replace(/[&<>\r]/g, (character) => TEXT[character] ?? character);
const attributeText = (text: string): string => text.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE[character] ?? character);
