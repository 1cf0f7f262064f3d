import { Parser, processors } from "xml2js";
import { decodeXml } from "./decode.js";
import { parseXml, type XmlLimits } from "./parse.js";

/**
 * Any acceptable XML as plain JSON for people to look at: `{ "iias-get-response": { "iia": { ... } } }`, attributes under
 * `@`, text beside attributes under `#`. A repeated element becomes an array; order between names is lost, so nothing
 * may be decided from it. Throws `XmlRefused`: the bytes pass through `parseXml` first, so xml2js never sees hostile ones.
 */
export const xmlToJson = async (bytes: Uint8Array | string, limits: XmlLimits = {}): Promise<unknown> => {
  parseXml(bytes, limits);
  const parser = new Parser({
    attrkey: "@",
    charkey: "#",
    explicitArray: false,
    tagNameProcessors: [processors.stripPrefix],
    attrNameProcessors: [processors.stripPrefix],
  });
  return parser.parseStringPromise(typeof bytes === "string" ? bytes : decodeXml(bytes));
};
