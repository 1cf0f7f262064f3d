/**
 * The official stylesheet of the `iia-hash` as an oracle. It is not part of this repository: EWP_XSLT_V7 names the file
 * `transform_version_7.xsl` of the IIAs specification.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SaxonJS from "saxon-js";
import { childElements, textOf } from "../../../src/xml/element.js";
import { parseXml } from "../../../src/xml/parse.js";

const stylesheetPath: string | undefined = process.env["EWP_XSLT_V7"];

export interface OfficialHashText {
  readonly text: string;
  readonly validForApproval: boolean;
}

let compiled: string | undefined;

/** What the stylesheet says about each agreement of a `get` response, in document order. */
export const officialHashTexts = (xml: string): OfficialHashText[] => {
  compiled ??= compile();
  const { principalResult } = SaxonJS.transform({ stylesheetText: compiled, sourceText: xml, destination: "serialized" }, "sync");
  return childElements(parseXml(principalResult), "iia").map((iia) => ({
    text: childElements(iia, "text-to-hash").map(textOf).join(""),
    validForApproval: childElements(iia, "valid-for-approval").length === 0,
  }));
};

const compile = (): string => {
  if (stylesheetPath === undefined) throw new Error("EWP_XSLT_V7 names no stylesheet");
  const folder = mkdtempSync(join(tmpdir(), "iia-hash-"));
  try {
    const target = join(folder, "v7.sef.json");
    execFileSync(process.execPath, ["node_modules/xslt3/xslt3.js", `-xsl:${stylesheetPath}`, `-export:${target}`, "-nogo"], { stdio: "pipe" });
    return readFileSync(target, "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
