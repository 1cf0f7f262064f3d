/** Characters and tags: the lowest level of writing. */
import { unwritable } from "../kernel/xml-text.js";
import type { XmlElement } from "./element.js";

export const XML_NS = "http://www.w3.org/XML/1998/namespace";

/** True when the text needs neither a check nor an escape, as nearly every text; one look instead of two. */
export const isPlain = (text: string): boolean => !/[^\u0020!#-%'-;=?-\ud7ff]/.test(text);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;",
};
const entity = (character: string): string => ENTITIES[character] ?? character;

/** Text content; a carriage return would otherwise come back as a line feed. */
export const escapeText = (text: string): string => text.replace(/[&<>\r]/g, entity);
/** An attribute value in double quotes; tabs and line breaks would otherwise come back as blanks. */
export const escapeAttribute = (text: string): string => text.replace(/[&<>"\r\n\t]/g, entity);

/**
 * Markup of an element that is kept as it is. Each element whose namespace differs from the default one in force
 * declares its own; `bad` is told of characters that cannot be written, with the local name of the owner.
 */
export const foreignMarkup = (foreign: XmlElement, defaultNs: string, bad: (character: string) => void): string => {
  const own = foreign.ns === defaultNs ? "" : ` xmlns="${escapeAttribute(foreign.ns)}"`;
  const open = `<${foreign.name}${own}${foreignAttributes(foreign, bad)}`;
  if (foreign.children.length === 0) return `${open}/>`;
  const inside = foreign.children.map((child) => {
    if (typeof child !== "string") return foreignMarkup(child, foreign.ns, bad);
    return escapeText(writable(child, bad));
  });
  return `${open}>${inside.join("")}</${foreign.name}>`;
};

const foreignAttributes = (foreign: XmlElement, bad: (character: string) => void): string =>
  foreign.attributes
    .map(({ name, ns, value }, at) => {
      const text = escapeAttribute(writable(value, bad));
      if (ns === "") return ` ${name}="${text}"`;
      if (ns === XML_NS) return ` xml:${name}="${text}"`;
      return ` xmlns:q${at}="${escapeAttribute(ns)}" q${at}:${name}="${text}"`;
    })
    .join("");

const writable = (text: string, bad: (character: string) => void): string => {
  const character = unwritable(text);
  if (character !== undefined) bad(character);
  return text;
};
