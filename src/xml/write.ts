/** The strict writer: schema order, required present, formats checked before anything leaves. */
import type { XmlElement } from "./element.js";
import { type Path, Problems } from "./errors.js";
import { unwritable } from "../kernel/xml-text.js";
import { escapeAttribute, escapeText, foreignMarkup, isPlain, XML_NS } from "./markup.js";
import { checkChoice, checkCount, refusal } from "./refusal.js";
import type { Document, DocumentOf, Field, Fields, Scalar, Struct } from "./schema.js";
import { PREFIXES } from "./types/namespaces.js";

type Values = Readonly<Record<string, unknown>>;
type Write<V> = (value: V, path: Path, problems: Problems) => string;

/** Writes an element without its tags: the attributes of the open tag, and the content. */
interface Inside {
  readonly attributes: Write<Values>;
  readonly content: Write<Values>;
}

/** What a document is compiled to, once. */
interface Plan {
  readonly open: string;
  readonly close: string;
  readonly inside: Inside;
}

const plans = new WeakMap<object, Plan>();

/**
 * The document as text with the UTF-8 declaration; encode it as UTF-8.
 * Throws `XmlInvalid` with every problem when the value is not what the schema asks for.
 */
export const writeDocument = <F extends Fields>(doc: Document<F>, value: DocumentOf<Document<F>>): string => {
  const plan = plans.get(doc) ?? compile(doc);
  plans.set(doc, plan);
  const problems = new Problems();
  const path: Path = { step: doc.root };
  const attributes = plan.inside.attributes(value, path, problems);
  const content = plan.inside.content(value, path, problems);
  problems.throwIfAny();
  return `<?xml version="1.0" encoding="UTF-8"?>\n${plan.open}${attributes}${content === "" ? "/>" : `>${content}${plan.close}`}`;
};

const compile = (doc: Document<Fields>): Plan => {
  const prefixes = new Map([[doc.ns, ""]]);
  collect(doc.type, prefixes, new Set());
  const declared = [...prefixes].map(([ns, prefix]) => ` xmlns${prefix && `:${prefix.slice(0, -1)}`}="${escapeAttribute(ns)}"`);
  return { open: `<${doc.root}${declared.join("")}`, close: `</${doc.root}>`, inside: new Compiler(doc.ns, prefixes).inside(doc.type) };
};

/** Finds every namespace that elements of the document can have, so that all are declared on the root. */
const collect = (type: Struct<Fields>, prefixes: Map<string, string>, seen: Set<Struct<Fields>>): void => {
  if (seen.has(type)) return;
  seen.add(type);
  for (const field of Object.values(type.fields)) {
    if (field.place !== "element") continue;
    const ns = field.ns ?? type.ns;
    if (!prefixes.has(ns)) prefixes.set(ns, `${PREFIXES.get(ns) ?? `n${prefixes.size}`}:`);
    if (field.type.kind === "struct") collect(field.type, prefixes, seen);
  }
};

/** Turns descriptors into closures that know their tags already. `prefixes` maps a namespace to `c:`, the default one to "". */
class Compiler {
  readonly #known = new Map<Struct<Fields>, Inside>();

  constructor(
    readonly defaultNs: string,
    readonly prefixes: ReadonlyMap<string, string>,
  ) {}

  inside(type: Struct<Fields>): Inside {
    const known = this.#known.get(type);
    if (known) return known;
    const fields = Object.entries(type.fields);
    const inside: Inside = {
      attributes: joined(fields.filter(([, { place }]) => place === "attribute").map(([key, field]) => attributeWriter(key, field))),
      content: joined([
        ...type.eitherOr.length > 0 ? [eitherOrCheck(type.eitherOr)] : [],
        ...(type.choices ?? []).map((choice) => choiceCheck(choice, type.fields)),
        ...fields.filter(([, { place }]) => place !== "attribute").map(([key, field]) => this.#part(key, field, type.ns)),
      ]),
    };
    this.#known.set(type, inside);
    return inside;
  }

  /** The writer of one key: the text, the foreign elements, or the element or elements of that name. */
  #part(key: string, field: Field, ownNs: string): Write<Values> {
    const { type } = field;
    if (field.place === "content" && type.kind === "scalar") {
      const write = scalarWriter(type, escapeText);
      return (values, path, problems) => write(values[key], path, problems);
    }
    const each = this.#element(field, field.ns ?? ownNs, ownNs);
    return field.cardinality === "many" ? listed(key, field, each) : single(key, field, each);
  }

  #element({ name, type }: Field, ns: string, ownNs: string): Write<unknown> {
    if (type.kind === "foreign") return foreignWriter(this.defaultNs, ownNs);
    const tag = `${this.prefixes.get(ns) ?? ""}${name}`;
    const [open, close, empty] = [`<${tag}>`, `</${tag}>`, `<${tag}/>`];
    if (type.kind === "scalar") {
      const write = scalarWriter(type, escapeText);
      return (value, path, problems) => {
        const text = write(value, path, problems);
        return text === "" ? empty : open + text + close;
      };
    }
    // Compiled when first used, since a struct may hold itself.
    let inside: Inside | undefined;
    return (value, path, problems) => {
      const { attributes, content } = (inside ??= this.inside(type));
      const inOpen = attributes(value as Values, path, problems);
      const text = content(value as Values, path, problems);
      return `<${tag}${inOpen}${text === "" ? "/>" : `>${text}${close}`}`;
    };
  }
}

const joined = (writers: readonly Write<Values>[]): Write<Values> => (values, path, problems) => {
  let text = "";
  for (const write of writers) text += write(values, path, problems);
  return text;
};

const single = (key: string, field: Field, write: Write<unknown>): Write<Values> => (values, parent, problems) => {
  const value = values[key];
  if (value === undefined || value === null) {
    if (field.min > 0) problems.add({ parent, step: field.name }, "missing");
    return "";
  }
  return write(value, { parent, step: field.name }, problems);
};

const listed = (key: string, field: Field, write: Write<unknown>): Write<Values> => (values, parent, problems) => {
  const list = (values[key] ?? []) as readonly unknown[];
  if (list.length < field.min || list.length > field.max) checkCount(field, list.length, { parent, step: field.name }, problems);
  let text = "";
  for (let at = 0; at < list.length; at += 1) text += write(list[at], { parent, step: field.name, index: at + 1 }, problems);
  return text;
};

const attributeWriter = (key: string, field: Field): Write<Values> => {
  const { type } = field;
  if (type.kind !== "scalar") throw new TypeError(`attribute ${field.name} needs a simple type`);
  const name = field.ns === XML_NS ? `xml:${field.name}` : field.name;
  const write = scalarWriter(type, escapeAttribute);
  return single(key, { ...field, name: `@${name}` }, (value, path, problems) => ` ${name}="${write(value, path, problems)}"`);
};

/** Checks and escapes a simple value; gives an empty string when it was refused. */
const scalarWriter = (type: Scalar<unknown>, escape: (text: string) => string): Write<unknown> => (value, path, problems) => {
  if (value === undefined || value === null) return told(problems, path, "missing");
  const text = type.write(value);
  if (text === undefined) return told(problems, path, refusal(type, value));
  if (isPlain(text)) return text;
  const character = unwritable(text);
  return character === undefined ? escape(text) : told(problems, path, `${character} cannot be written in XML`);
};

const told = (problems: Problems, path: Path, problem: string): "" => {
  problems.add(path, problem);
  return "";
};

/** Foreign elements must not be of the namespace they are foreign to, nor of none (`##other` of the schema). */
const foreignWriter = (defaultNs: string, ownNs: string): Write<unknown> => (value, path, problems) => {
  const foreign = value as XmlElement;
  if (foreign.ns === ownNs || foreign.ns === "") problems.add(path, `expected an element of another namespace, got ${foreign.name}`);
  return foreignMarkup(foreign, defaultNs, (character) => problems.add(path, `${character} cannot be written in XML`));
};

const choiceCheck = (choice: readonly string[], fields: Fields): Write<Values> => (values, path, problems) => {
  checkChoice(choice, fields, (key) => isPresent(values[key]), { path, problems });
  return "";
};

const eitherOrCheck = (groups: readonly (readonly string[])[]): Write<Values> => (values, path, problems) => {
  const present = groups.filter((group) => group.some((key) => isPresent(values[key])));
  if (present.length > 1) problems.add(path, `${present.map((group) => group.filter((key) => isPresent(values[key])).join(", ")).join(" and ")} exclude each other`);
  return "";
};

const isPresent = (value: unknown): boolean => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
