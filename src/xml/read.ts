/**
 * The tolerant reader: unknown elements and attributes are skipped, namespaces compared and never prefixes, any order
 * taken, but the required is required and formats are checked.
 */
import { attributeOf, textOf, type XmlElement } from "./element.js";
import { formatPath, type Path, Problems, XmlInvalid } from "./errors.js";
import { XML_NS } from "./markup.js";
import { parseXml, type XmlLimits } from "./parse.js";
import { checkChoice, checkCount, refusal } from "./refusal.js";
import type { Document, DocumentOf, Field, Fields, Quirk, Scalar, Struct, XmlType } from "./schema.js";

/** A fault of the sender that was understood nevertheless (PROTOCOL 8 row 20). */
export interface XmlQuirk {
  readonly name: Quirk;
  readonly path: string;
  /** What was found, e.g. a namespace, "" for none, and what is right. */
  readonly found: string;
  readonly expected: string;
}

export interface ReadOptions extends XmlLimits {
  /** Told of each kind of quirk once per document; without it a quirk is an error. */
  readonly onQuirk?: (quirk: XmlQuirk) => void;
}

type Read = (from: XmlElement, path: Path, context: Context) => unknown;

/**
 * Reads a document from bytes, text or an element that was parsed before.
 * Throws `XmlRefused` for what is no acceptable XML and `XmlInvalid`, with every problem, for what the schema forbids.
 */
export const readDocument = <F extends Fields>(
  doc: Document<F>,
  from: Uint8Array | string | XmlElement,
  options: ReadOptions = {},
): DocumentOf<Document<F>> => {
  const root = typeof from === "string" || from instanceof Uint8Array ? parseXml(from, options) : from;
  const path: Path = { step: doc.root };
  if (root.name !== doc.root) throw new XmlInvalid([{ path: `/${root.name}`, problem: `expected the root element ${doc.root}` }]);
  const context = new Context(options.onQuirk);
  context.wrongNamespace(root.ns, doc.ns, path);
  const value = structReader(doc.type)(root, path, context);
  context.problems.throwIfAny();
  return value as DocumentOf<Document<F>>;
};

/** What one reading collects. */
class Context {
  readonly problems = new Problems();
  readonly #told = new Set<string>();

  constructor(readonly onQuirk: ((quirk: XmlQuirk) => void) | undefined) {}

  /** Tells of a namespace that is not the expected one: as a quirk where somebody listens, else as a problem. */
  wrongNamespace(found: string, expected: string, path: Path): void {
    if (found === expected) return;
    if (!this.onQuirk) return this.problems.add(path, `expected the namespace ${expected}, got ${found === "" ? "none" : found}`);
    this.tolerate({ name: "wrong-namespace", found, expected }, path);
  }

  /** Tells of a quirk; false when nobody listens, so that it is a problem. */
  tolerate(quirk: Omit<XmlQuirk, "path">, path: Path): boolean {
    if (!this.onQuirk) return false;
    const kind = `${quirk.name} ${quirk.found} ${quirk.expected}`;
    if (!this.#told.has(kind)) this.onQuirk({ ...quirk, path: formatPath(path) });
    this.#told.add(kind);
    return true;
  }
}

/** A field, ready to be read. */
interface Slot {
  readonly key: string;
  readonly field: Field;
  readonly ns: string;
  readonly read: Read;
}

/** Elements of which exactly one must be there. */
interface Choices {
  readonly lists: readonly (readonly string[])[];
  readonly fields: Fields;
}

/** What a struct is compiled to, once. */
interface Plan {
  readonly ns: string;
  readonly choices: Choices | undefined;
  readonly slots: readonly Slot[];
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** The slot that takes foreign elements, -1 for none. */
  readonly any: number;
}

const readers = new WeakMap<object, Read>();

const structReader = (type: Struct<Fields>): Read => {
  const known = readers.get(type);
  if (known) return known;
  // Planned when first used, since a struct may hold itself.
  let plan: Plan | undefined;
  const reader: Read = (from, path, context) => readStruct((plan ??= planOf(type)), from, path, context);
  readers.set(type, reader);
  return reader;
};

const readerOf = (type: XmlType): Read => {
  if (type.kind === "scalar") return (from, path, context) => scalarValue(type, textOf(from), path, context);
  if (type.kind === "foreign") return (from) => from;
  return structReader(type);
};

const planOf = (type: Struct<Fields>): Plan => {
  const slots = Object.entries(type.fields).map(([key, field]) => ({
    key, field, ns: field.ns ?? (field.place === "attribute" ? "" : type.ns), read: readerOf(field.type),
  }));
  const byName = new Map<string, number[]>();
  slots.forEach(({ field }, at) => {
    if (field.place === "element") byName.set(field.name, [...(byName.get(field.name) ?? []), at]);
  });
  return { ns: type.ns, choices: type.choices && { lists: type.choices, fields: type.fields }, slots, byName, any: slots.findIndex(({ field }) => field.place === "any") };
};

const readStruct = (plan: Plan, from: XmlElement, path: Path, context: Context): unknown => {
  const elements = sorted(plan, from, path, context);
  const value: Record<string, unknown> = {};
  plan.slots.forEach((slot, at) => {
    const got = SOURCES[slot.field.place](slot, from, elements[at] ?? [], { path, context });
    if (got !== undefined) value[slot.key] = got;
  });
  const isPresent = (key: string): boolean => (elements[plan.slots.findIndex((slot) => slot.key === key)]?.length ?? 0) > 0;
  for (const choice of plan.choices?.lists ?? []) checkChoice(choice, plan.choices?.fields ?? {}, isPresent, { path, problems: context.problems });
  return value;
};

/**
 * The child elements of each slot. An element of the right name without a namespace, or in that of its parent (a prefix
 * forgotten), stands in where no right one is there; in any other namespace it is an extension and skipped.
 */
const sorted = (plan: Plan, from: XmlElement, path: Path, context: Context): readonly XmlElement[][] => {
  const right: XmlElement[][] = plan.slots.map(() => []);
  const misplaced: XmlElement[][] = plan.slots.map(() => []);
  for (const child of from.children) {
    if (typeof child === "string") continue;
    const candidates = plan.byName.get(child.name);
    const at = candidates?.find((slot) => plan.slots[slot]?.ns === child.ns);
    if (at !== undefined) right[at]?.push(child);
    else if (candidates && (child.ns === "" || child.ns === from.ns)) misplaced[candidates[0] ?? 0]?.push(child);
    else if (plan.any >= 0 && child.ns !== "" && child.ns !== plan.ns) right[plan.any]?.push(child);
  }
  return right.map((elements, at) => {
    const substitutes = misplaced[at] ?? [];
    const slot = plan.slots[at];
    if (!slot || elements.length > 0 || substitutes[0] === undefined) return elements;
    context.wrongNamespace(substitutes[0].ns, slot.ns, { parent: path, step: slot.field.name });
    return substitutes;
  });
};

interface Place {
  readonly path: Path;
  readonly context: Context;
}

/** Where each kind of field finds its value; undefined for an absent one. */
const SOURCES: Readonly<Record<Field["place"], (slot: Slot, from: XmlElement, elements: readonly XmlElement[], place: Place) => unknown>> = {
  element: (slot, _from, elements, place) => elementValue(slot, elements, place),
  any: (slot, _from, elements, place) => elementValue(slot, elements, place),
  content: ({ field }, from, _elements, { path, context }) => scalarValue(field.type as Scalar<unknown>, textOf(from), path, context),
  attribute: ({ field, ns }, from, _elements, { path, context }) => {
    const text = attributeOf(from, field.name, ns);
    const at: Path = { parent: path, step: `@${ns === XML_NS ? "xml:" : ""}${field.name}` };
    if (text !== undefined) return scalarValue(field.type as Scalar<unknown>, text, at, context);
    if (field.min > 0) context.problems.add(at, "missing");
    return undefined;
  },
};

const elementValue = ({ field, read }: Slot, elements: readonly XmlElement[], { path, context }: Place): unknown => {
  const place: Path = { parent: path, step: field.name };
  const isTolerated = field.fewer !== undefined && elements.length < field.min && context.tolerate({ name: field.fewer, found: `${elements.length}`, expected: `${field.min}` }, place);
  if (!isTolerated) checkCount(field, elements.length, place, context.problems);
  if (field.cardinality === "many") return elements.map((each, at) => read(each, { parent: path, step: field.name, index: at + 1 }, context));
  return elements[0] && read(elements[0], { parent: path, step: field.name }, context);
};

const scalarValue = (type: Scalar<unknown>, text: string, path: Path, context: Context): unknown => {
  const value = type.read(text);
  if (value !== undefined) return value;
  const tolerated = type.tolerated?.read(text);
  if (type.tolerated && tolerated !== undefined && context.tolerate({ name: type.tolerated.quirk, found: "", expected: type.expected }, path)) return tolerated;
  context.problems.add(path, refusal(type, text));
  return undefined;
};
