/** The `iia-hash` of IIAs v7 (PROTOCOL 6.2). Works on the parsed response, since it depends on order and exact text. */
import { createHash } from "node:crypto";
import type { Sha256Hex } from "../../../kernel/ids.js";
import { attributeOf, childElements, textOf, type XmlAttribute, type XmlElement } from "../../../xml/element.js";

/** What one agreement of a response hashes to. */
export interface IiaHash {
  /** `iia-id` of the first partner, the serving HEI. */
  readonly iiaId?: string;
  /** The `iia-hash` that the document itself declares. */
  readonly declared?: string;
  /** The text that is hashed, not escaped. */
  readonly text: string;
  readonly hash: Sha256Hex;
  /** False when anything in the whole document is still of version 6: such an agreement must not be newly approved. */
  readonly validForApproval: boolean;
  /** Names of all that is hashed, in document order, and with them the partners' ids: two documents hash the same fields when these are equal. */
  readonly names: readonly string[];
}

/** One piece of the text that is hashed. */
interface Item {
  readonly name: string;
  readonly text: string;
}

const CONTACTS: ReadonlySet<string> = new Set(["sending-contact", "receiving-contact"]);
const FIRST_YEAR = "receiving-first-academic-year-id";
const LAST_YEAR = "receiving-last-academic-year-id";
const YEARS: ReadonlySet<string> = new Set([FIRST_YEAR, LAST_YEAR]);
/** Attributes of migrated agreements; they steer the hash and are not part of it. */
const UNHASHED: ReadonlySet<string> = new Set(["not-yet-defined", "v6-value"]);

/**
 * The hash of every `iia` of a complete `get` response, in document order. A termination of one agreement counts for
 * all of the document, so verify hashes on responses to a single id.
 */
export const iiaHashes = (responseRoot: XmlElement): IiaHash[] => {
  const all = [...withDescendants(responseRoot)];
  const terminated = all.some(isTerminated);
  const validForApproval = !all.some(isOfVersion6);
  return all.filter(({ name }) => name === "iia").map((iia) => {
    const items = iiaItems(iia, terminated);
    const text = items.map((each) => each.text).join("");
    return { ...declarations(iia), text, hash: sha256(text), validForApproval, names: items.map(({ name }) => name) };
  });
};

/** What is hashed of one `iia`; `terminated` says whether any conditions of its document are terminated as a whole. */
const iiaItems = (iia: XmlElement, terminated: boolean): readonly Item[] => {
  const partners = childElements(iia, "partner").map((partner, at) => idItem(at + 1, textOfChild(partner, "iia-id")));
  const specs = childElements(iia, "cooperation-conditions").flatMap((conditions) =>
    childElements(conditions).flatMap((spec) => specItems(spec, conditions, iia)));
  return [...(terminated ? [TERMINATED] : []), ...partners, ...specs];
};

const specItems = (spec: XmlElement, conditions: XmlElement, iia: XmlElement): readonly Item[] =>
  [...([iia, conditions, spec].some(notYetDefined) ? [] : inside(spec, conditions)), ...years(spec)];

/** All descendants of `parent` in document order, each named by its grandparent, parent and itself. */
const inside = (parent: XmlElement, grandparent: XmlElement): readonly Item[] =>
  childElements(parent).flatMap((element) => {
    if (notYetDefined(element)) return [];
    const own = YEARS.has(element.name) ? [] : ownItems(element, `${grandparent.name}.${parent.name}.${element.name}`);
    return CONTACTS.has(element.name) ? own : [...own, ...inside(element, parent)];
  });

/** Attributes come before the element's own value; only elements without children have one. */
const ownItems = (element: XmlElement, name: string): readonly Item[] => {
  const attributes = element.attributes.filter(isHashed).map((attribute) => attributeItem(`${name}.${attribute.name}`, attribute.value));
  return childElements(element).length === 0 ? [...attributes, item(name, valueOf(element))] : attributes;
};

const years = (spec: XmlElement): readonly Item[] => [FIRST_YEAR, LAST_YEAR].map((name) => item(name, textOfChild(spec, name)));

/** A code that replaced one of version 6 hashes as that one did, so that the old approval stays good. */
const valueOf = (element: XmlElement): string =>
  (element.name === "isced-f-code" ? attributeOf(element, "v6-value") : undefined) || textOf(element);

const TERMINATED: Item = { name: "@terminated-as-a-whole", text: "_@terminated-as-a-whole@_" };
const item = (name: string, value: string): Item => ({ name, text: `_${name}=${value}_` });
/** An id is written in one way only, so it can be part of the name. */
const idItem = (position: number, id: string): Item => ({ ...item(`iia-id_${position}`, id), name: `iia-id_${position}=${id}` });
const attributeItem = (name: string, value: string): Item => ({ name: `@${name}`, text: `_@${name}=${value}@_` });
const isTrue = (value: string | undefined): boolean => value === "true" || value === "1";
const notYetDefined = (element: XmlElement): boolean => isTrue(attributeOf(element, "not-yet-defined"));
const isHashed = ({ ns, name }: XmlAttribute): boolean => ns !== "" || !UNHASHED.has(name);
const isTerminated = (element: XmlElement): boolean =>
  element.name === "cooperation-conditions" && element.attributes.some(({ name, value }) => name === "terminated-as-a-whole" && isTrue(value));
const isOfVersion6 = (element: XmlElement): boolean => notYetDefined(element) || (attributeOf(element, "v6-value") ?? "") !== "";

const textOfChild = (parent: XmlElement, name: string): string => {
  const [child] = childElements(parent, name);
  return child ? stringValue(child) : "";
};

/** All text below an element, as XPath has it. */
const stringValue = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === "string" ? child : stringValue(child))).join("");

const declarations = (iia: XmlElement): Pick<IiaHash, "iiaId" | "declared"> => {
  const [first] = childElements(iia, "partner");
  const iiaId = first ? textOfChild(first, "iia-id") : "";
  const declared = textOfChild(iia, "iia-hash");
  return { ...(iiaId && { iiaId }), ...(declared && { declared }) };
};

const sha256 = (text: string): Sha256Hex => createHash("sha256").update(text, "utf8").digest("hex") as Sha256Hex;

function* withDescendants(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of childElements(element)) yield* withDescendants(child);
}
