/** Documents bent: as a tree, so that what comes out is XML but not what was promised, and as text, so that it may be no XML any more. */
import type { XmlElement } from "../../../src/xml/element.js";
import { foreignMarkup } from "../../../src/xml/markup.js";
import { parseXml } from "../../../src/xml/parse.js";
import { bitsTurned, type Chance, pieceMoved, replacedAt } from "../chance.js";
import { hostileText } from "../words.js";

type TreeBend = (element: XmlElement, chance: Chance) => XmlElement | readonly XmlElement[] | undefined;

const OTHER_NS = "https://own.example/ns";
const NAMES = ["iia", "partner", "hei-id", "iia-id", "iia-hash", "cooperation-conditions", "student-studies-mobility-spec", "sending-contact", "approval", "ounit", "extra", "isced-f-code", "omobility-id", "proposal-id", "signature", "learning-agreement", "elmo"];
const ATTRIBUTES = ["terminated-as-a-whole", "not-yet-defined", "v6-value", "lang", "id", "type"];
const writable = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
const withText = (element: XmlElement, text: string): XmlElement => ({ ...element, children: text === "" ? [] : [text] });

const TREE_BENDS: readonly TreeBend[] = [
  () => undefined,
  (element) => [element, element],
  (element, chance) => ({ ...element, name: chance.pick(NAMES) }),
  (element, chance) => ({ ...element, ns: chance.pick([OTHER_NS, "", `${element.ns}x`, element.ns.replace("v7", "v6")]) }),
  (element) => ({ ...element, children: [...element.children].reverse() }),
  (element) => ({ ...element, children: [] }),
  (element, chance) => withText(element, writable(hostileText(chance))),
  (element, chance) => ({ ...element, children: [writable(hostileText(chance)), ...element.children] }),
  (element, chance) => ({ ...element, attributes: [...element.attributes.filter(({ name }) => !ATTRIBUTES.includes(name)), { name: chance.pick(ATTRIBUTES), ns: "", value: chance.pick(["true", "1", "", "xx", writable(hostileText(chance))]) }] }),
  (element, chance) => ({ ...element, children: [...element.children, { name: chance.pick(NAMES), ns: chance.pick([OTHER_NS, element.ns]), attributes: [], children: [writable(hostileText(chance))] }] }),
  (element) => ({ ...element, children: [element, ...element.children] }),
  (element, chance) => ({ ...element, children: Array.from({ length: chance.pick([2, 50, 1200]) }, () => element.children).flat().slice(0, 5_000) }),
];

const count = (element: XmlElement): number => element.children.reduce((sum, child) => sum + (typeof child === "string" ? 0 : count(child)), 1);

const isOne = (bent: ReturnType<TreeBend>): bent is XmlElement => bent !== undefined && !Array.isArray(bent);

/** The element at this place in document order bent; the root itself is never left out. */
const bentAt = (root: XmlElement, place: number, bend: (element: XmlElement) => ReturnType<TreeBend>): XmlElement => {
  let seen = 0;
  const visit = (element: XmlElement): readonly XmlElement[] => {
    const here = seen++ === place;
    const bent = here ? bend(element) : undefined;
    if (here) return isOne(bent) ? [bent] : bent ?? [];
    return [{ ...element, children: element.children.flatMap((child): readonly (XmlElement | string)[] => (typeof child === "string" ? [child] : visit(child))) }];
  };
  return visit(root)[0] ?? root;
};

export const treeBent = (xml: string, chance: Chance): Buffer => {
  let root = parseXml(xml);
  for (let times = chance.pick([1, 1, 2, 4]); times > 0; times -= 1) {
    const bend = chance.pick(TREE_BENDS);
    root = bentAt(root, chance.upTo(count(root)), (element) => bend(element, chance));
  }
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${foreignMarkup(root, "", () => undefined)}`);
};

/** `text` in front of the first child of the root. */
const inRoot = (xml: string, text: string): string => xml.replace(/^(<\?xml[^>]*\?>\s*<[^>]*[^/])>/, (_, open: string) => `${open}>${text}`);
const LAUGHS = `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "&a${at - 1};&a${at - 1};">`).join("")}]>`;

const TEXT_BENDS: readonly ((xml: string, chance: Chance) => Buffer)[] = [
  (xml, chance) => bitsTurned(Buffer.from(xml), chance),
  (xml, chance) => pieceMoved(Buffer.from(xml), chance),
  (xml) => Buffer.from(xml.replace("?>", `?>${LAUGHS}`)),
  (xml) => Buffer.from(xml.replace("?>", "?><!DOCTYPE a SYSTEM \"https://own.example/a.dtd\">")),
  (xml) => Buffer.from(inRoot(xml, "&a;")),
  (xml) => Buffer.from(inRoot(xml, `${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}`)),
  (xml) => Buffer.from(inRoot(xml, "<!-- a --><?pi b?><![CDATA[c]]>")),
  (xml) => Buffer.from(inRoot(xml, "a".repeat(300_000))),
  (xml) => Buffer.from(inRoot(xml, `<a ${Array.from({ length: 2_000 }, (_, at) => `b${at}="c"`).join(" ")}/>`)),
  (xml) => Buffer.from(`\ufeff${xml}`), (xml) => Buffer.from(`\ufeff${xml}`, "utf16le"), (xml) => Buffer.from(xml, "latin1"),
  (xml, chance) => Buffer.from(xml.replace("UTF-8", chance.pick(["utf-16", "ISO-8859-1", "x-unknown", ""]))),
  (xml) => Buffer.from(xml.replace("1.0", "1.1")), (xml) => Buffer.from(xml.slice(xml.indexOf("?>") + 2)),
  (xml) => Buffer.from(`${xml}${xml}`), () => Buffer.alloc(0), () => Buffer.from("<html><body>502 Bad Gateway</body></html>"), (_, chance) => Buffer.from(hostileText(chance)),
  (xml, chance) => Buffer.from(replacedAt(xml.split(">"), chance.upTo(20), hostileText(chance)).join(">")),
];

export const textBent = (xml: string, chance: Chance): Buffer => chance.pick(TEXT_BENDS)(xml, chance);
