/** Branded identifiers. SCHAC ids name institutions; all others are surrogate keys (PROTOCOL 1.1, 1.2). */
declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

/** SCHAC code of an institution, e.g. `uw.edu.pl`. Compared as an exact string. */
export type HeiId = Branded<"HeiId">;
/** Surrogate key of an agreement copy: 1 to 64 characters of U+0021..U+007E, case-sensitive. */
export type IiaId = Branded<"IiaId">;
/** Surrogate key of a mobility, given by the sending institution and unique there: links nomination, learning agreement, arrival data and transcript. */
export type OmobilityId = Branded<"OmobilityId">;
/** Surrogate key of a course, class, module or degree programme, e.g. `CR/f6d14b1f`; its prefix tells the type, which never changes (PROTOCOL 5.6). */
export type LosId = Branded<"LosId">;
/** Surrogate key of one holding of a course, e.g. `CRI/13466290`. */
export type LoiId = Branded<"LoiId">;
/** Lower-case hex SHA-256: 64 characters. */
export type Sha256Hex = Branded<"Sha256Hex">;

const ASCII_PRINTABLE_ID = /^[!-~]{1,64}$/;

/** True when `text` may be an EWP surrogate key (AsciiPrintableIdentifier, PROTOCOL 1.2). */
export const isAsciiId = (text: string): boolean => ASCII_PRINTABLE_ID.test(text);
/** True when `text` may be the id of a course, class, module or degree programme. */
export const isLosId = (text: string): text is LosId => isAsciiId(text) && /^(?:CR|CLS|MOD|DEP)\/.{1,40}$/.test(text);
/** True when `text` may be the id of one holding of a course, class, module or degree programme. */
export const isLoiId = (text: string): text is LoiId => isAsciiId(text) && /^(?:CRI|CLSI|MODI|DEPI)\/.{1,40}$/.test(text);
/** True when `text` is a lower-case hex SHA-256. */
export const isSha256Hex = (text: string): text is Sha256Hex => /^[0-9a-f]{64}$/.test(text);

/** Brand a string that is known to be a SCHAC id. The schema type is a plain string, so there is nothing to refuse. */
export const heiId = (text: string): HeiId => text as HeiId;
/** Brand a string that is known to be such a key; they throw `RangeError` when it cannot be one. */
const surrogateKey = <T extends string>(what: string) => (text: string): T => {
  if (!isAsciiId(text)) throw new RangeError(`not ${what} id (1 to 64 printable ASCII characters): ${JSON.stringify(text.slice(0, 80))}`);
  return text as T;
};
export const iiaId = surrogateKey<IiaId>("an IIA");
export const omobilityId = surrogateKey<OmobilityId>("a mobility");
