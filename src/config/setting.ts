import type { Parser } from "./parsers.js";

/** One row: everything there is to know about a setting. */
export interface Setting<T, N extends Need = Need> {
  /** Name after `PASSERELLE_`. */
  readonly name: string;
  readonly parser: Parser<T>;
  readonly need: N;
  /** The default as an operator would write it; `{DATA_DIR}` stands for that setting. Only with need `default`. */
  readonly fallback?: string;
  /** Never printed, and may come from the file that `<variable>_FILE` names. */
  readonly secret: boolean;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** Shown in `.env.example` where there is no default. */
  readonly example?: string;
}

type Need = "required" | "optional" | "default";

export const PREFIX = "PASSERELLE_";

/** Name of the environment variable. */
export const variableOf = ({ name }: Pick<Setting<unknown>, "name">): string => PREFIX + name;

/** The node does not start without it. */
export const required = <T>(name: string, parser: Parser<T>, about: string, example: string): Setting<T, "required"> =>
  ({ name, parser, need: "required", secret: false, about, example });

/** May be absent: `undefined`. */
export const optional = <T>(name: string, parser: Parser<T>, about: string, example: string): Setting<T, "optional"> =>
  ({ name, parser, need: "optional", secret: false, about, example });

/** Has a value whenever the operator gives none. */
export const withDefault = <T>(name: string, parser: Parser<T>, fallback: string, about: string): Setting<T, "default"> =>
  ({ name, parser, need: "default", fallback, secret: false, about });

/** The value is never printed, and may come from a file. */
export const secret = <T, N extends Need>(setting: Setting<T, N>): Setting<T, N> => ({ ...setting, secret: true });

/** Settings that belong together; a module receives only its section. */
export interface Section {
  readonly title: string;
  readonly settings: Readonly<Record<string, Setting<unknown>>>;
}

export type Sections = Readonly<Record<string, Section>>;

type ValueOf<S> = S extends Setting<infer T, infer N> ? (N extends "optional" ? T | undefined : T) : never;

/** The typed values of a table of sections. */
export type ValuesOf<S extends Sections> = {
  readonly [K in keyof S]: { readonly [F in keyof S[K]["settings"]]: ValueOf<S[K]["settings"][F]> };
};
