import { createHash } from "node:crypto";
import { StringDecoder } from "node:string_decoder";
import { SaxesParser } from "saxes";
import type { Sha256Hex } from "../../kernel/ids.js";
import { catalogueRule, type Rule } from "./grammar.js";
import { NamespaceScopes } from "./namespace-scopes.js";
import { CatalogueRefused } from "./refusal.js";
import { Skips } from "./skips.js";
import { CatalogueBuilder } from "./tables/builder.js";
import type { ParsedCatalogue, ParseLimits } from "./tables/catalogue-tables.js";

/** Deeper elements than any API entry has; the time that saxes takes grows with the square of the depth. */
const MAX_DEPTH = 64;
const UTF8 = /^(utf-?8|us-ascii)$/i;
const REPLACEMENT = "\uFFFD";

/** Reads a catalogue from pieces of its XML. Every refusal is a `CatalogueRefused`. */
export class CatalogueReader {
  readonly #skips = new Skips();
  readonly #builder = new CatalogueBuilder(this.#skips);
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #scopes = new NamespaceScopes();
  readonly #decoder = new StringDecoder("utf8");
  readonly #hash = createHash("sha256");
  readonly #rules: (Rule | undefined)[] = [catalogueRule(this.#builder)];
  #bytes = 0;
  #text = "";

  constructor(readonly limits: ParseLimits) {
    this.#listen();
  }

  /** Takes the next piece, of any size; 64 KB are a good one. */
  write(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > this.limits.maxBytes)
      throw new CatalogueRefused("too-large", `The catalogue is larger than ${this.limits.maxBytes} bytes.`);
    this.#hash.update(piece);
    this.#feed(this.#decoder.write(piece));
  }

  /** Call once after the last piece. */
  end(): ParsedCatalogue {
    this.#feed(this.#decoder.end());
    asXml(() => this.#parser.close());
    if (this.#builder.hosts === 0) throw new CatalogueRefused("no-hosts", "The catalogue lists no host.");
    return { sha256: this.#hash.digest("hex") as Sha256Hex, bytes: this.#bytes, ...this.#builder.finish() };
  }

  #feed(text: string): void {
    if (text.includes(REPLACEMENT)) this.#skips.count("replacement-character", `near byte ${this.#bytes}: bytes that are not UTF-8, or U+FFFD itself`);
    asXml(() => this.#parser.write(text));
  }

  #listen(): void {
    this.#parser.on("xmldecl", ({ encoding }) => {
      if (encoding !== undefined && !UTF8.test(encoding)) throw new CatalogueRefused("encoding", `The catalogue is in ${encoding}, not in UTF-8.`);
    });
    this.#parser.on("doctype", () => {
      throw new CatalogueRefused("doctype", "The catalogue has a document type declaration; those are refused.");
    });
    this.#parser.on("attribute", (attribute) => this.#scopes.attribute(attribute));
    this.#parser.on("opentag", ({ name, attributes }) => {
      if (this.#rules.length > MAX_DEPTH) throw new CatalogueRefused("too-deep", `The catalogue nests elements more than ${MAX_DEPTH} deep.`);
      const element = this.#scopes.open(name);
      const rule = this.#rules.at(-1)?.child?.(element, attributes);
      if (rule?.text) this.#text = "";
      this.#rules.push(rule);
    });
    const addText = (text: string): void => {
      if (this.#rules.at(-1)?.text) this.#text += text;
    };
    this.#parser.on("text", addText);
    this.#parser.on("cdata", addText);
    this.#parser.on("closetag", () => {
      this.#scopes.close();
      const rule = this.#rules.pop();
      rule?.text?.(this.#text.trim());
      rule?.done?.();
    });
  }
}

/** Runs a step of the XML parser; its own errors become refusals. */
const asXml = (step: () => void): void => {
  try {
    step();
  } catch (error) {
    if (error instanceof CatalogueRefused) throw error;
    throw new CatalogueRefused("not-xml", `The catalogue is not well-formed XML: ${(error as Error).message}`, { cause: error });
  }
};
