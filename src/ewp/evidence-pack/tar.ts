import { gzipSync } from "node:zlib";

export interface PackedFile {
  /** At most 100 ASCII characters. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** A gzipped ustar archive of plain files, which every system unpacks. */
export const tarGz = (files: readonly PackedFile[], at: Date): Buffer =>
  gzipSync(Buffer.concat([...files.flatMap(({ name, bytes }) => [header(name, bytes.length, at), bytes, Buffer.alloc(padding(bytes.length))]), Buffer.alloc(2 * BLOCK)]));

const padding = (length: number): number => (BLOCK - (length % BLOCK)) % BLOCK;
const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;

/** Fields at their offsets (POSIX.1-1988 ustar); the sum counts its own field as spaces. */
const header = (name: string, size: number, at: Date): Buffer => {
  if (!/^[!-~]{1,100}$/.test(name)) throw new RangeError("the name of a packed file has 1 to 100 ASCII characters");
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, "latin1");
  block.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7) + octal(size, 11) + octal(Math.floor(at.getTime() / 1000), 11), 100, "latin1");
  block.write("        0", 148, "latin1");
  block.write("ustar\u000000", 257, "latin1");
  block.write(`${octal(block.reduce((sum, byte) => sum + byte, 0), 6)} `, 148, "latin1");
  return block;
};
