import type { components } from "../api/generated/openapi.js";

/** The generated types without `readonly`, which openapi-fetch's own type mapping turns into objects without methods. */
export type Plain<T> = T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;

/** Shapes of the contract by name, e.g. `Schemas["Agreement"]`. */
export type Schemas = Plain<components["schemas"]>;
