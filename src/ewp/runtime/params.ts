/** Parameters of an endpoint as data: from one descriptor come the typed result, the checks and what the client sends (PROTOCOL 4.2). */
import type { Scalar } from "../../xml/schema.js";

export type Occurrence = "required" | "optional" | "repeatable";

/** One parameter. `name` is the wire name, `limit` the manifest element that bounds how often it may occur. */
export interface Param<T = unknown, O extends Occurrence = Occurrence> {
  readonly name: string;
  readonly type: Scalar<T>;
  readonly occurs: O;
  /** Fewest occurrences of a repeatable parameter. */
  readonly min: number;
  readonly limit?: string;
}

export interface Params {
  readonly [key: string]: Param;
}

/** A parameter that must be there exactly once. */
export const required = <T>(name: string, type: Scalar<T>): Param<T, "required"> => ({ name, type, occurs: "required", min: 1 });
/** A parameter that may be there once; given twice it is refused. */
export const optional = <T>(name: string, type: Scalar<T>): Param<T, "optional"> => ({ name, type, occurs: "optional", min: 0 });
/**
 * A parameter that may be there several times, in an order that is kept. `max` names the limit of the API (`max-iia-ids`) that
 * bounds it; occurrences are counted before duplicates are removed (PROTOCOL 8 row 10).
 */
export const repeatable = <T>(name: string, type: Scalar<T>, { min = 0, max }: { readonly min?: number; readonly max?: string } = {}): Param<T, "repeatable"> =>
  ({ name, type, occurs: "repeatable", min, ...(max === undefined ? {} : { limit: max }) });

type TypeOf<P> = P extends Param<infer T> ? T : never;
type KeysOf<P extends Params, O extends Occurrence> = { [K in keyof P]: P[K]["occurs"] extends O ? K : never }[keyof P];
type Flat<T> = { [K in keyof T]: T[K] };

/** What a handler gets: required `T`, optional `T` or absent, repeatable always an array. */
export type ParamValues<P extends Params> = Flat<
  { readonly [K in KeysOf<P, "required">]: TypeOf<P[K]> }
  & { readonly [K in KeysOf<P, "optional">]?: TypeOf<P[K]> }
  & { readonly [K in KeysOf<P, "repeatable">]: readonly TypeOf<P[K]>[] }
>;

/** What a client gives: like `ParamValues`, and what need not be there may be left out or undefined. */
export type ParamInput<P extends Params> = Flat<
  { readonly [K in KeysOf<P, "required">]: TypeOf<P[K]> }
  & { readonly [K in KeysOf<P, "optional">]?: TypeOf<P[K]> | undefined }
  & { readonly [K in KeysOf<P, "repeatable">]?: readonly TypeOf<P[K]>[] | undefined }
>;
