/** Which characters a TrueType font has: its `cmap` table in format 12, or in format 4, which ends with the Basic Multilingual Plane (OpenType, "cmap"). */

/** Throws `RangeError` for a file without such a table: fonts come with the installation, not from outside. */
export const glyphsOf = (font: Buffer): ((codePoint: number) => boolean) => {
  const { at, length } = tableAt(font);
  // A copy, so that the rest of the file need not stay in memory.
  const cmap = Buffer.from(font.subarray(at, at + length));
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, i) => cmap.readUInt32BE(8 + i * 8));
  const [groups, segments] = [12, 4].map((format) => subtables.find((subtable) => cmap.readUInt16BE(subtable) === format));
  if (groups !== undefined) return (codePoint) => isInGroup(cmap, groups, codePoint);
  if (segments !== undefined) return (codePoint) => codePoint <= 0xffff && glyphIn(cmap, segments, codePoint) !== 0;
  throw new RangeError("the font has no cmap table in format 4 or 12");
};

const tableAt = (font: Buffer): { readonly at: number; readonly length: number } => {
  for (let at = 12, i = 0; i < font.readUInt16BE(4); i += 1, at += 16) if (font.toString("latin1", at, at + 4) === "cmap") return { at: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) };
  throw new RangeError("the font has no cmap table");
};

/** Groups are sorted; there are thousands in a font of Chinese characters. */
const isInGroup = (cmap: Buffer, at: number, codePoint: number): boolean => {
  for (let from = 0, to = cmap.readUInt32BE(at + 12); from < to; ) {
    const middle = (from + to) >> 1;
    const group = at + 16 + middle * 12;
    if (cmap.readUInt32BE(group + 4) < codePoint) from = middle + 1;
    else if (cmap.readUInt32BE(group) > codePoint) to = middle;
    else return cmap.readUInt32BE(group + 8) + codePoint - cmap.readUInt32BE(group) !== 0;
  }
  return false;
};

/** Segments are sorted by their last character; glyph 0 is the missing one. */
const glyphIn = (cmap: Buffer, at: number, codePoint: number): number => {
  const doubled = cmap.readUInt16BE(at + 6);
  const [ends, starts, deltas, offsets] = [at + 14, at + 16 + doubled, at + 16 + 2 * doubled, at + 16 + 3 * doubled];
  for (let i = 0; i < doubled; i += 2) {
    if (cmap.readUInt16BE(ends + i) < codePoint) continue;
    const start = cmap.readUInt16BE(starts + i);
    if (start > codePoint) return 0;
    const [delta, offset] = [cmap.readUInt16BE(deltas + i), cmap.readUInt16BE(offsets + i)];
    if (offset === 0) return (codePoint + delta) & 0xffff;
    const glyph = cmap.readUInt16BE(offsets + i + offset + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
};
