import { TextDecoder } from "node:util";
import { XmlRefused } from "./errors.js";

/** Byte order marks, longest first where one begins another. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xfe, 0xff], "utf-16be"],
  [[0xff, 0xfe], "utf-16le"],
  [[0x00, 0x3c, 0x00, 0x3f], "utf-16be"],
  [[0x3c, 0x00, 0x3f, 0x00], "utf-16le"],
];

/** The declaration stands in the first bytes and is ASCII in every encoding that is not recognised by its mark. */
const DECLARED = /^<\?xml[ \t\r\n][^>]{0,200}?encoding[ \t\r\n]*=[ \t\r\n]*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']/;

const encodingOf = (bytes: Uint8Array): string => {
  const mark = MARKS.find(([start]) => start.every((byte, at) => bytes[at] === byte));
  if (mark) return mark[1];
  const declared = DECLARED.exec(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300)).toString("latin1"))?.[1];
  if (declared && /^utf-?(?:16|32)/i.test(declared)) throw new XmlRefused(`the declared encoding ${JSON.stringify(declared)} is not that of the bytes`, 1);
  return declared?.toLowerCase() ?? "utf-8";
};

const decoderOf = (encoding: string): TextDecoder => {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new XmlRefused(`the encoding ${JSON.stringify(encoding)} is not supported`, 1);
  }
};

/**
 * The text of an XML file: the byte order mark decides, then the declared encoding, then UTF-8.
 * Throws `XmlRefused` for an unknown encoding and for bytes that the encoding does not allow.
 */
export const decodeXml = (bytes: Uint8Array): string => {
  const encoding = encodingOf(bytes);
  const decoder = decoderOf(encoding);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new XmlRefused(`the bytes are not valid ${encoding.toUpperCase()}`);
  }
};
