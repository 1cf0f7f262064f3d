/**
 * The official XML Schemas as an oracle. They are not part of this repository: EWP_SCHEMAS_DIR names the folder that
 * holds `index.json` (`[{ namespace, file }]`) or has it under `schemas/`.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  closeBuffer, openBuffer, ParseOption, readBuffer, XmlDocument, XmlError, xmlRegisterInputProvider, XmlValidateError, XsdValidator,
} from "libxml2-wasm";
import { skipped } from "../skipped.js";

interface IndexRow {
  readonly namespace: string;
  readonly file: string;
}

const given = process.env["EWP_SCHEMAS_DIR"];

/** The folder with `index.json`, undefined when the schemas are not at hand. */
export const schemasDir: string | undefined = given === undefined ? undefined : [given, join(given, "schemas")].find((folder) => existsSync(join(folder, "index.json")));
/** The folder of official example documents beside the schemas. */
export const examplesDir: string | undefined = schemasDir === undefined ? undefined : [join(schemasDir, "examples"), join(schemasDir, "..", "examples")].find((folder) => existsSync(folder));

/** Says in one line why a comparison with the schemas is left out. */
export const tellSkipped = (what: string): void => {
  skipped(`${what}. Set EWP_SCHEMAS_DIR to the folder of the official EWP schemas (with index.json) to run it.`);
};

let validator: XsdValidator | undefined;

/** What the official schemas find wrong with a document; empty when it is valid. Throws when there are no schemas. */
export const validateAgainstXsd = (xml: string): string[] => {
  validator ??= compileAll();
  const doc = XmlDocument.fromString(xml, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
  try {
    validator.validate(doc);
    return [];
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
    if (error instanceof XmlError) return [error.message];
    throw error;
  } finally {
    doc.dispose();
  }
};

/** One driver schema imports all others; imports are rewritten by namespace, since the files disagree about where things are. */
const compileAll = (): XsdValidator => {
  if (schemasDir === undefined) throw new Error("EWP_SCHEMAS_DIR names no folder with an index.json");
  const folder = schemasDir;
  const rows = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as IndexRow[];
  const urls = new Map(rows.map(({ namespace, file }) => [namespace, `mem:/${file}`]));
  const files = new Map(rows.map(({ file }) => [`mem:/${file}`, Buffer.from(rewired(readFileSync(join(folder, file), "utf8"), urls))]));
  xmlRegisterInputProvider({
    match: (name) => files.has(name),
    open: (name) => openBuffer(files.get(name) ?? Buffer.alloc(0)),
    read: readBuffer,
    close: (handle) => { closeBuffer(handle); return true; },
  });
  const imports = [...urls].map(([namespace, url]) => `<xs:import namespace="${namespace}" schemaLocation="${url}"/>`).join("");
  const driver = XmlDocument.fromString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports}</xs:schema>`, { url: "mem:/driver.xsd" });
  try {
    return XsdValidator.fromDoc(driver);
  } finally {
    driver.dispose();
  }
};

const rewired = (schema: string, urls: ReadonlyMap<string, string>): string =>
  schema.replace(/<xs:import\b[^>]*>/g, (statement) => {
    const target = urls.get(/namespace\s*=\s*"([^"]+)"/.exec(statement)?.[1] ?? "");
    return target === undefined ? statement : statement.replace(/schemaLocation\s*=\s*"[^"]*"/, `schemaLocation="${target}"`);
  });
