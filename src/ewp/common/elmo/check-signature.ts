/**
 * The XML signature of an ELMO, which nobody has to give (PROTOCOL 5.19): the answer as a whole is signed by the partner already, so what
 * is asked here is only whether the transcript is still what was signed. Whose key it is says the answer, never `KeyInfo`.
 */
import { createHash, createPublicKey, timingSafeEqual, verify, type KeyObject } from "node:crypto";
import type { SignatureFinding } from "../../../domain/transcripts/receive-rules.js";
import { canonicalXml, type Canonicalization } from "../../../xml/canonical.js";
import { isElement, literalChildren, type LiteralElement, literalText, parseLiteral } from "../../../xml/literal.js";
import { XML_SIGNATURE_NS as DS } from "../../../xml/types/namespaces.js";

const ENVELOPED = `${DS}enveloped-signature`;
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const DIGESTS: Readonly<Record<string, string>> = { [`${DS}sha1`]: "sha1", "http://www.w3.org/2001/04/xmlenc#sha256": "sha256", "http://www.w3.org/2001/04/xmlenc#sha512": "sha512" };
const MORE = "http://www.w3.org/2001/04/xmldsig-more#";
const SIGNATURES: Readonly<Record<string, string>> = { [`${DS}rsa-sha1`]: "sha1", [`${MORE}rsa-sha256`]: "sha256", [`${MORE}rsa-sha512`]: "sha512" };

/** Checks the signature of every ELMO in a document, in its order. Anything about it that cannot be is broken; what cannot be checked is weak. */
export const checkSignatures = (document: Uint8Array): readonly SignatureFinding[] =>
  everyElement(parseLiteral(document)).filter(({ local }) => local === "elmo").map((elmo) => {
    const signatures = literalChildren(elmo, DS, "Signature");
    const [signature] = signatures;
    if (!signature) return "none";
    return signatures.length > 1 ? "broken" : check(elmo, signature);
  });

const everyElement = (element: LiteralElement): readonly LiteralElement[] => [element, ...element.children.filter(isElement).flatMap(everyElement)];
const only = (parent: LiteralElement | undefined, local: string): LiteralElement | undefined => {
  const found = parent ? literalChildren(parent, DS, local) : [];
  return found.length === 1 ? found[0] : undefined;
};
const algorithmOf = (element: LiteralElement | undefined): string => element?.attributes.find(({ qname }) => qname === "Algorithm")?.value ?? "";
const bytesOf = (element: LiteralElement | undefined): Buffer => Buffer.from((element ? literalText(element) : "").replace(/\s+/g, ""), "base64");

const check = (elmo: LiteralElement, signature: LiteralElement): SignatureFinding => {
  const signedInfo = only(signature, "SignedInfo");
  const reference = only(signedInfo, "Reference");
  if (!signedInfo || !reference || reference.attributes.find(({ qname }) => qname === "URI")?.value !== "") return "broken";
  const transforms = literalChildren(only(reference, "Transforms") ?? reference, DS, "Transform");
  const methods = transforms.map(algorithmOf).filter((algorithm) => algorithm !== ENVELOPED);
  const [digest, hash] = [DIGESTS[algorithmOf(only(reference, "DigestMethod"))], SIGNATURES[algorithmOf(only(signedInfo, "SignatureMethod"))]];
  const canonical = only(signedInfo, "CanonicalizationMethod");
  if (digest === undefined || hash === undefined || ![...methods, algorithmOf(canonical)].every((algorithm) => algorithm === EXCLUSIVE || algorithm === INCLUSIVE)) return "weak";
  const expected = bytesOf(only(reference, "DigestValue"));
  const signs = forms(elmo).find((within) => {
    const content = canonicalXml(elmo, { within, without: signature, ...formOf(transforms.find((transform) => algorithmOf(transform) !== ENVELOPED)) });
    return equal(createHash(digest).update(content).digest(), expected);
  });
  if (!signs) return "broken";
  return verified(signature, hash, forms(elmo).map((within) => canonicalXml(signedInfo, { within, ...formOf(canonical) })), digest);
};

/** Signed by itself and put into the answer afterwards, or signed where it stands: then what surrounds it is in scope. */
const forms = (elmo: LiteralElement): readonly LiteralElement[] => {
  let outermost = elmo;
  while (outermost.parent) outermost = outermost.parent;
  return outermost === elmo ? [elmo] : [elmo, outermost];
};

const formOf = (method: LiteralElement | undefined): Canonicalization => {
  if (method === undefined || algorithmOf(method) !== EXCLUSIVE) return {};
  const list = literalChildren(method, EXCLUSIVE, "InclusiveNamespaces")[0]?.attributes.find(({ qname }) => qname === "PrefixList")?.value ?? "";
  return { exclusive: true, prefixes: list.split(/\s+/).map((prefix) => (prefix === "#default" ? "" : prefix)) };
};

const verified = (signature: LiteralElement, hash: string, signed: readonly string[], digest: string): SignatureFinding => {
  const key = keyOf(signature);
  if (!key) return "weak";
  const value = bytesOf(only(signature, "SignatureValue"));
  if (!signed.some((text) => verify(hash, Buffer.from(text), key, value))) return "broken";
  return hash === "sha1" || digest === "sha1" ? "weak" : "intact";
};

const keyOf = (signature: LiteralElement): KeyObject | undefined => {
  const certificate = bytesOf(literalChildren(only(only(signature, "KeyInfo"), "X509Data") ?? signature, DS, "X509Certificate")[0]);
  try {
    const key = createPublicKey({ key: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----`, format: "pem" });
    return key.asymmetricKeyType === "rsa" ? key : undefined;
  } catch {
    return undefined;
  }
};

const equal = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
