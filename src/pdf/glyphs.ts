/** Which characters a TrueType font has: its `cmap` table in format 4, which holds the Basic Multilingual Plane (OpenType, "cmap"). */

/** Throws `RangeError` for a file without such a table: fonts come with the installation, not from outside. */
export const glyphsOf = (font: Buffer): ((codePoint: number) => boolean) => {
  const cmap = tableAt(font);
  const subtable = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)).find((at) => font.readUInt16BE(at) === 4);
  if (subtable === undefined) throw new RangeError("the font has no cmap table in format 4");
  return (codePoint) => codePoint <= 0xffff && glyphIn(font, subtable, codePoint) !== 0;
};

const tableAt = (font: Buffer): number => {
  for (let at = 12, i = 0; i < font.readUInt16BE(4); i += 1, at += 16) if (font.toString("latin1", at, at + 4) === "cmap") return font.readUInt32BE(at + 8);
  throw new RangeError("the font has no cmap table");
};

/** Segments are sorted by their last character; glyph 0 is the missing one. */
const glyphIn = (font: Buffer, at: number, codePoint: number): number => {
  const doubled = font.readUInt16BE(at + 6);
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled];
  for (let i = 0; i < doubled; i += 2) {
    if (font.readUInt16BE(ends + i) < codePoint) continue;
    const start = font.readUInt16BE(starts + i);
    if (start > codePoint) return 0;
    const [delta, offset] = [font.readUInt16BE(deltas + i), font.readUInt16BE(offsets + i)];
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = font.readUInt16BE(offsets + i + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
};
