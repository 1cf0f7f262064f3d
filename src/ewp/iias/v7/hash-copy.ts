import type { AgreementCopy } from "../../../domain/agreements/model.js";
import type { HashCopy } from "../../../domain/agreements/ports.js";
import type { Sha256Hex } from "../../../kernel/ids.js";
import { parseXml } from "../../../xml/parse.js";
import { writeDocument } from "../../../xml/write.js";
import { getResponse } from "./documents.js";
import { type IiaHash, iiaHashes } from "./hash.js";
import { toWireIia } from "./mapping.js";

/** Stands in while the hash is not known; the element itself is not hashed. */
const UNKNOWN = "0".repeat(64) as Sha256Hex;

/**
 * The iia-hash of our copy (PROTOCOL 6.2), over the very document that partners will read. Throws `XmlInvalid` with the
 * paths of what the schema refuses, so nothing that cannot be served gets a hash.
 */
export const hashCopy: HashCopy = (copy) => {
  const { hash, text } = hashedAsWritten(copy);
  return { hash, text };
};

/** What is hashed of a copy as we write it. */
export const hashedAsWritten = (copy: AgreementCopy): IiaHash => {
  const [hashed] = iiaHashes(parseXml(writeDocument(getResponse, { iias: [toWireIia(copy, UNKNOWN)] })));
  if (!hashed) throw new RangeError("a document with one agreement has one hash");
  return hashed;
};
