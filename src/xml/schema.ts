/**
 * Wire documents as values: from one descriptor come the TypeScript type (`DocumentOf`), the reader (read.ts), the writer
 * (write.ts) and the checks. Fields are written in the order in which they stand here.
 */
import type { XmlElement } from "./element.js";

/** Text of an element or attribute. `read` and `write` give undefined when the value is not what `expected` says. */
export interface Scalar<T> {
  readonly kind: "scalar";
  /** Continues "expected ...", e.g. `an https URL`. */
  readonly expected: string;
  /** True when the value may be personal data and must not be repeated in messages. */
  readonly personal: boolean;
  read(text: string): T | undefined;
  write(value: T): string | undefined;
  /** A fault of partners in this value that is understood where quirks are listened for; never written. */
  readonly tolerated?: { readonly quirk: Quirk; readonly read: (text: string) => T | undefined };
}

/** Faults of senders that are understood nevertheless (PROTOCOL 8 row 20). */
export type Quirk = "wrong-namespace" | "missing-language" | "short-isced-code";

/** An element with children or attributes. `ns` is the namespace of its local elements: that of the schema declaring the type (PROTOCOL 0.2). */
export interface Struct<F extends Fields> {
  readonly kind: "struct";
  readonly ns: string;
  readonly fields: F;
  /** Keys of which only one group may be present, checked when writing. */
  readonly eitherOr: readonly (readonly string[])[];
  /** Lists of keys of child elements of which exactly one must be there, checked both ways. */
  readonly choices?: readonly (readonly string[])[];
}

/** Any element of another namespace, kept as it is. */
export interface Foreign {
  readonly kind: "foreign";
}

export type XmlType = Scalar<unknown> | Struct<Fields> | Foreign;
export type Cardinality = "one" | "optional" | "many";

export interface Field<T extends XmlType = XmlType, C extends Cardinality = Cardinality> {
  readonly place: "element" | "attribute" | "content" | "any";
  readonly name: string;
  /** Namespace when it differs from that of the struct; attributes have none unless given. */
  readonly ns?: string;
  readonly type: T;
  readonly cardinality: C;
  readonly min: number;
  readonly max: number;
  /** Fewer than `min` are taken as this quirk where quirks are listened for; never written. */
  readonly fewer?: Quirk;
}

export interface Fields {
  readonly [key: string]: Field;
}

/** A root element. */
export interface Document<F extends Fields> {
  readonly ns: string;
  readonly root: string;
  readonly type: Struct<F>;
}

type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K]["cardinality"] extends "optional" ? K : never }[keyof F];
type FieldValue<F extends Field> = F["cardinality"] extends "many" ? readonly ValueOf<F["type"]>[] : ValueOf<F["type"]>;
type StructValue<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: FieldValue<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: FieldValue<F[K]>;
};
type Flat<T> = { [K in keyof T]: T[K] };

/** The TypeScript type of what a type descriptor reads and writes. */
export type ValueOf<T> = T extends Scalar<infer V> ? V : T extends Struct<infer F> ? Flat<StructValue<F>> : T extends Foreign ? XmlElement : never;
/** The TypeScript type of a whole document. */
export type DocumentOf<D> = D extends Document<infer F> ? Flat<StructValue<F>> : never;

interface Elsewhere {
  readonly ns?: string;
}
interface Bounds extends Elsewhere {
  readonly min?: number;
  readonly max?: number;
  readonly fewer?: Quirk;
}

const inNamespace = ({ ns }: Elsewhere): Elsewhere => (ns === undefined ? {} : { ns });
/** An element of another namespace, kept as it is. */
export const FOREIGN: Foreign = { kind: "foreign" };

/** The content of an element. `eitherOr` names groups of keys that exclude each other. */
export const struct = <const F extends Fields>(ns: string, fields: F, eitherOr: readonly (readonly string[])[] = []): Struct<F> =>
  ({ kind: "struct", ns, fields, eitherOr });

/** The same content, with exactly one of the elements under these keys, for each list of keys. */
export const choosing = <F extends Fields>(type: Struct<F>, ...choices: readonly (readonly (keyof F & string)[])[]): Struct<F> => ({ ...type, choices });

/** A document: the namespace and name of its root, and what is inside. Without a namespace of its own, a struct keeps that of its schema. */
export const document = <const F extends Fields>(ns: string, root: string, content: F | Struct<F>): Document<F> =>
  ({ ns, root, type: isStruct(content) ? content : struct(ns, content) });

const isStruct = <F extends Fields>(content: F | Struct<F>): content is Struct<F> => content.kind === "struct";

/** A child element that occurs exactly once. */
export const one = <T extends XmlType>(name: string, type: T, elsewhere: Elsewhere = {}): Field<T, "one"> =>
  ({ place: "element", name, type, cardinality: "one", min: 1, max: 1, ...inNamespace(elsewhere) });
/** A child element that may be absent: `key?: T`. */
export const optional = <T extends XmlType>(name: string, type: T, elsewhere: Elsewhere = {}): Field<T, "optional"> =>
  ({ place: "element", name, type, cardinality: "optional", min: 0, max: 1, ...inNamespace(elsewhere) });
/** A repeated child element: always an array. */
export const many = <T extends XmlType>(name: string, type: T, bounds: Bounds = {}): Field<T, "many"> =>
  ({ place: "element", name, type, cardinality: "many", min: bounds.min ?? 0, max: bounds.max ?? Infinity, ...bounds.fewer !== undefined && { fewer: bounds.fewer }, ...inNamespace(bounds) });
/** A required attribute. */
export const attribute = <T extends Scalar<unknown>>(name: string, type: T, elsewhere: Elsewhere = {}): Field<T, "one"> =>
  ({ place: "attribute", name, type, cardinality: "one", min: 1, max: 1, ...inNamespace(elsewhere) });
/** An attribute that may be absent. */
export const optionalAttribute = <T extends Scalar<unknown>>(name: string, type: T, elsewhere: Elsewhere = {}): Field<T, "optional"> =>
  ({ place: "attribute", name, type, cardinality: "optional", min: 0, max: 1, ...inNamespace(elsewhere) });
/** The text of an element that also has attributes. */
export const content = <T extends Scalar<unknown>>(type: T): Field<T, "one"> =>
  ({ place: "content", name: "", type, cardinality: "one", min: 1, max: 1 });
/** Elements of other namespaces, kept as they are: the API entries of a manifest, the methods of `http-security`. */
export const anyElements = ({ min = 0 }: { readonly min?: number } = {}): Field<Foreign, "many"> =>
  ({ place: "any", name: "*", type: FOREIGN, cardinality: "many", min, max: Infinity });
