/** Branded identifiers. SCHAC ids name institutions; IIA ids are surrogate keys (PROTOCOL 1.1, 1.2). */
declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

/** SCHAC code of an institution, e.g. `uw.edu.pl`. Compared as an exact string. */
export type HeiId = Branded<"HeiId">;
/** Surrogate key of an agreement copy: 1 to 64 characters of U+0021..U+007E, case-sensitive. */
export type IiaId = Branded<"IiaId">;
/** Lower-case hex SHA-256: 64 characters. */
export type Sha256Hex = Branded<"Sha256Hex">;

const ASCII_PRINTABLE_ID = /^[!-~]{1,64}$/;

/** True when `text` may be an EWP surrogate key (AsciiPrintableIdentifier, PROTOCOL 1.2). */
export const isAsciiId = (text: string): boolean => ASCII_PRINTABLE_ID.test(text);
/** True when `text` is a lower-case hex SHA-256. */
export const isSha256Hex = (text: string): text is Sha256Hex => /^[0-9a-f]{64}$/.test(text);

/** Brand a string that is known to be a SCHAC id. The schema type is a plain string, so there is nothing to refuse. */
export const heiId = (text: string): HeiId => text as HeiId;
/** Brand a string that is known to be an IIA id; throws `RangeError` when it cannot be one. */
export const iiaId = (text: string): IiaId => {
  if (!isAsciiId(text)) throw new RangeError(`not an IIA id (1 to 64 printable ASCII characters): ${JSON.stringify(text.slice(0, 80))}`);
  return text as IiaId;
};
