/** Reads the text of a PDF as a viewer would copy it: streams inflated, glyphs turned into characters by the fonts' own ToUnicode maps. */
import { inflateSync } from "node:zlib";

type Objects = ReadonlyMap<string, string>;

const objectsOf = (pdf: Buffer): Objects => {
  const objects = new Map<string, string>();
  for (const { 1: id = "", 2: body = "" } of pdf.toString("latin1").matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(id, body);
  return objects;
};

const streamOf = (body: string | undefined): string => {
  const at = /stream\r?\n/.exec(body ?? "");
  if (body === undefined || !at) return "";
  const bytes = Buffer.from(body.slice(at.index + at[0].length, body.lastIndexOf("endstream")), "latin1");
  return (body.slice(0, at.index).includes("/FlateDecode") ? inflateSync(bytes) : bytes).toString("latin1");
};

const charactersOf = (hex: string): string => Buffer.from(hex.replace(/\s/g, ""), "hex").swap16().toString("utf16le");

/** Glyph codes in hexadecimal to characters; a ligature stands for several. */
const toUnicode = (cmap: string): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const { 1: block = "" } of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const { 1: from = "", 2: list = "" } of block.matchAll(/<([0-9a-f]{4})>\s*<[0-9a-f]{4}>\s*\[([^\]]*)\]/gi)) {
      [...list.matchAll(/<([0-9a-f\s]+)>/gi)].forEach(({ 1: hex = "" }, i) => map.set((parseInt(from, 16) + i).toString(16).padStart(4, "0"), charactersOf(hex)));
    }
  }
  return map;
};

/** The words in the order in which they are set; a line for each run. */
export const textOfPdf = (pdf: Uint8Array): string => {
  const objects = objectsOf(Buffer.from(pdf));
  const fonts = new Map<string, ReadonlyMap<string, string>>();
  for (const body of objects.values()) {
    for (const { 1: name = "", 2: ref = "" } of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(ref) ?? "")?.[1];
      if (map !== undefined) fonts.set(name, toUnicode(streamOf(objects.get(map))));
    }
  }
  const contents = [...objects.values()].flatMap((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? []);
  return contents.map((ref) => runsOf(streamOf(objects.get(ref)), fonts)).join("\n");
};

const runsOf = (content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string => {
  let font: ReadonlyMap<string, string> | undefined;
  const lines: string[] = [];
  for (const { 1: name, 2: array } of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else lines.push([...(array ?? "").matchAll(/<([0-9a-f]+)>/gi)].flatMap(({ 1: hex = "" }) => hex.match(/.{4}/g) ?? []).map((code) => font?.get(code.toLowerCase()) ?? "\ufffd").join(""));
  }
  return lines.join("\n");
};


/** Where text begins, in points from the lower left corner of its page; what is turned, as a watermark, is left out. */
export const placesInPdf = (pdf: Uint8Array): readonly (readonly [x: number, y: number])[] => {
  const objects = objectsOf(Buffer.from(pdf));
  const contents = [...objects.values()].flatMap((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? []);
  return contents.flatMap((ref) => [...streamOf(objects.get(ref)).matchAll(/^1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm$/gm)].map(({ 1: x, 2: y }) => [Number(x), Number(y)] as const));
};
