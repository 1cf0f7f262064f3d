/**
 * Random `iias-get-response` documents as text, valid ones and ones with what producers add on their own: attributes and
 * elements nobody asked for, conditions out of order, the flags in every spelling.
 */
import fc from "fast-check";
import { getResponse } from "../../../src/ewp/iias/v7/documents.js";
import type { XmlElement } from "../../../src/xml/element.js";
import { foreignMarkup } from "../../../src/xml/markup.js";
import { parseXml } from "../../../src/xml/parse.js";
import { writeDocument } from "../../../src/xml/write.js";
import { anyText, wireValues } from "../xml/wire-values.js";

interface Twist {
  /** Which element, counted over the document and taken modulo. */
  readonly at: number;
  readonly apply: (element: XmlElement) => XmlElement;
}

/** At most one attribute more per element: the order of several is nobody's promise. */
const withAttribute = (name: string, value: string, ns = "") => (element: XmlElement): XmlElement => ({
  ...element, attributes: [...element.attributes.filter((known) => known.name !== name && (known.ns !== "" || FLAGS.includes(known.name))), { name, ns, value }],
});
const FLAGS = ["not-yet-defined", "v6-value"];
/** The stylesheet gives up on a condition with two first years, so that one case is left out. */
const withChild = (child: XmlElement | string, first: boolean) => (element: XmlElement): XmlElement => {
  const second = typeof child !== "string" && child.name.endsWith("-year-id") && element.name.endsWith("-spec");
  return second ? element : { ...element, children: first ? [child, ...element.children] : [...element.children, child] };
};
const reversed = (element: XmlElement): XmlElement => ({ ...element, children: [...element.children].reverse() });

const flag = fc.constantFrom("true", "1", "false", "0", "", " true");
const twist: fc.Arbitrary<(element: XmlElement) => XmlElement> = fc.oneof(
  fc.constant(reversed),
  flag.map((value) => withAttribute("not-yet-defined", value)),
  flag.map((value) => withAttribute("terminated-as-a-whole", value)),
  fc.constantFrom("", "12", "031").map((value) => withAttribute("v6-value", value)),
  anyText.map((value) => withAttribute("note", value)),
  anyText.map((value) => withAttribute("note", value, "https://own.example/ns")),
  fc.tuple(fc.constantFrom("extra", "sending-contact", "isced-f-code", "receiving-first-academic-year-id"), anyText, fc.boolean()).map(([name, text, first]) =>
    withChild({ name, ns: "https://own.example/ns", attributes: [], children: text === "" ? [] : [text] }, first)),
  fc.constantFrom("\n   ", "\t").map((blank) => withChild(blank, true)),
);

const count = (element: XmlElement): number => element.children.reduce((sum, child) => sum + (typeof child === "string" ? 0 : count(child)), 1);

const twisted = (root: XmlElement, twists: readonly Twist[]): XmlElement => {
  const total = count(root);
  const wanted = new Map(twists.map(({ at, apply }) => [at % total, apply]));
  let seen = 0;
  const visit = (element: XmlElement): XmlElement => {
    const apply = wanted.get(seen);
    seen += 1;
    const inside = { ...element, children: element.children.map((child) => (typeof child === "string" ? child : visit(child))) };
    return apply && element !== root ? apply(inside) : inside;
  };
  return visit(root);
};

const asText = (root: XmlElement): string =>
  foreignMarkup(root, "", (character) => { throw new Error(`${character} in a generated document`); });

export const randomIiaResponses: fc.Arbitrary<string> = fc
  .tuple(wireValues(getResponse), fc.array(fc.record({ at: fc.nat(100_000), apply: twist }), { maxLength: 8 }))
  .map(([value, twists]) => asText(twisted(parseXml(writeDocument(getResponse, value)), twists)));
