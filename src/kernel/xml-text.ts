/** What XML 1.0 cannot carry at all: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const UNWRITABLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** The first character that XML 1.0 cannot carry, as `U+0001`; undefined when all is well. */
export const unwritable = (text: string): string | undefined => {
  const found = UNWRITABLE.exec(text)?.[0];
  return found === undefined ? undefined : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
};
