/** Canonical forms against libxml2, and signatures made with its canonical form and node's crypto. */
import { createHash, sign } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { XmlC14NMode, XmlDocument } from "libxml2-wasm";
import { elmo1Document } from "../../../../src/ewp/common/elmo/v1/documents.js";
import { toElmo1 } from "../../../../src/ewp/common/elmo/v1/mapping.js";
import { signaturesIn } from "../../../../src/ewp/common/tors/fetched.js";
import { omobilityId } from "../../../../src/kernel/ids.js";
import { createDevelopmentCa } from "../../../../src/security/keys/certificates.js";
import { canonicalXml } from "../../../../src/xml/canonical.js";
import { isElement, type LiteralElement, parseLiteral } from "../../../../src/xml/literal.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { testKeyPair } from "../../../support/keys/key-pairs.js";
import { FULL } from "../../../support/transcripts/sample-transcripts.js";

const DS = "http://www.w3.org/2000/09/xmldsig#";
const INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

const theirs = (xml: string, exclusive: boolean): string => {
  const document = XmlDocument.fromString(xml);
  try {
    return document.canonicalizeToString({ mode: exclusive ? XmlC14NMode.XML_C14N_EXCLUSIVE_1_0 : XmlC14NMode.XML_C14N_1_0 });
  } finally {
    document.dispose();
  }
};

test("canonical forms are those of libxml2, whatever is nested, prefixed and escaped", () => {
  const text = fc.string({ unit: fc.constantFrom(..."ab &amp;é\t\n]"), maxLength: 8 }).map((raw) => raw.replace(/&(?!amp;)/g, "&amp;").replace(/]/g, ""));
  const declared = fc.subarray([` xmlns="urn:d"`, ` xmlns:p="urn:p"`, ` xmlns:q="urn:q"`, ` xmlns=""`].slice(0, 3));
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.tuple(fc.constantFrom("p:", "q:", ""), declared, fc.subarray([` b="2"`, ` a="1&quot;&#10;"`, ` q:a="x"`, ` p:z="&lt;"`]), fc.array(fc.oneof({ maxDepth: 3 }, text, fc.constant("<![CDATA[<&>]]>"), fc.constant("<!-- no -->"), fc.constant("<?pi body?>"), tie("tree")), { maxLength: 4 }))
      .map(([prefix, ns, attributes, inside]) => `<${prefix}e${ns.join("")}${attributes.join("")}>${inside.join("")}</${prefix}e>`),
  }));
  fc.assert(fc.property(tree, fc.boolean(), (inner, exclusive) => {
    const xml = `<root xmlns:p="urn:p0" xmlns:q="urn:q" xmlns="urn:root">${inner}</root>`;
    expect(canonicalXml(parseLiteral(Buffer.from(xml)), { exclusive })).toBe(theirs(xml, exclusive));
  }), { numRuns: 500 });
});

let certificate: string;
const keys = testKeyPair();
let signingKey: Parameters<typeof sign>[2];
beforeAll(async () => {
  const ca = await createDevelopmentCa("Signer", { now: new Date(), days: 2 });
  certificate = ca.certificatePem.replace(/-----[^-]+-----|\s/g, "");
  signingKey = ca.privateKey;
});

interface Signing {
  readonly method?: string;
  readonly hash?: "sha256" | "sha1";
  readonly key?: Parameters<typeof sign>[2];
  readonly uri?: string;
}
const SIGNED = { sha256: { digest: "http://www.w3.org/2001/04/xmlenc#sha256", signature: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256" }, sha1: { digest: `${DS}sha1`, signature: `${DS}rsa-sha1` } } as const;

/** An enveloped signature over a document of its own, made by the rules and not by our code. */
const signed = (xml: string, { method = INCLUSIVE, hash = "sha256", key = signingKey, uri = "" }: Signing = {}): string => {
  const exclusive = method === EXCLUSIVE;
  const digest = createHash(hash).update(theirs(xml, exclusive)).digest("base64");
  const info = `<SignedInfo xmlns="${DS}"><CanonicalizationMethod Algorithm="${method}"></CanonicalizationMethod><SignatureMethod Algorithm="${SIGNED[hash].signature}"></SignatureMethod><Reference URI="${uri}"><Transforms><Transform Algorithm="${DS}enveloped-signature"></Transform>${exclusive ? `<Transform Algorithm="${EXCLUSIVE}"></Transform>` : ""}</Transforms><DigestMethod Algorithm="${SIGNED[hash].digest}"></DigestMethod><DigestValue>${digest}</DigestValue></Reference></SignedInfo>`;
  const value = sign(hash, Buffer.from(theirs(info, exclusive)), key).toString("base64");
  const signature = `<Signature xmlns="${DS}">${info.replace(` xmlns="${DS}"`, "")}<SignatureValue>${value}</SignatureValue><KeyInfo><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></Signature>`;
  return xml.replace(/<\/elmo>$/, `${signature}</elmo>`);
};
const ELMO = writeDocument(elmo1Document, toElmo1(FULL)).replace(/ xmlns:[a-z0-9]+="[^"]*"/g, "").replace(/^<\?xml[^>]*>\n/, "");
const tor = (id: string) => ({ omobilityId: omobilityId(id), elmo: { signature: {} } });
/** Of the only transcript that was read of a document. */
const checkSignature = (document: Buffer) => {
  const only = tor("1");
  return signaturesIn([only], document)(only);
};
const inAnswer = (elmo: string): Buffer => Buffer.from(`<imobility-tors-get-response xmlns="urn:tors" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><tor><omobility-id>1</omobility-id>${elmo}</tor></imobility-tors-get-response>`);

describe("the signature of a transcript", () => {
  test("is intact, by itself and inside of an answer", () => {
    for (const method of [INCLUSIVE, EXCLUSIVE]) {
      expect(checkSignature(Buffer.from(signed(ELMO, { method })))).toBe("intact");
      expect(checkSignature(inAnswer(signed(ELMO, { method })))).toBe("intact");
    }
  });

  test("is broken by any change: of a grade, of an attribute, of the signature, or by another key", () => {
    const good = signed(ELMO);
    for (const [from, to] of [["<resultLabel>B<", "<resultLabel>A<"], ["count=\"10\"", "count=\"11\""], ["<SignatureValue>", "<SignatureValue>AAAA"], ["<DigestValue>", "<DigestValue>AAAA"]] as const) {
      expect(good).toContain(from);
      expect(checkSignature(inAnswer(good.replace(from, to)))).toBe("broken");
    }
    expect(checkSignature(inAnswer(signed(ELMO, { key: keys.privateKey })))).toBe("broken");
  });

  test("is broken when it covers something else, stands twice, or an ELMO hides beside", () => {
    expect(checkSignature(inAnswer(signed(ELMO, { uri: "#part" })))).toBe("broken");
    expect(checkSignature(inAnswer(signed(signed(ELMO))))).toBe("broken");
    expect(checkSignature(inAnswer(signed(ELMO) + ELMO))).toBe("broken");
  });

  test("is looked at for each transcript of an answer, which has no others", () => {
    const good = signed(ELMO);
    const bad = good.replace("<resultLabel>B<", "<resultLabel>A<");
    const [first, second, third] = [tor("1"), tor("2"), tor("3")];
    const answer = (...elmos: string[]) => inAnswer(elmos.join("</tor><tor><omobility-id>2</omobility-id>"));
    const of = signaturesIn([first, second, third], answer(bad, good, ELMO));
    expect([first, second, third].map(of)).toEqual(["broken", "intact", "none"]);
    expect([first, second].map(signaturesIn([first, second], answer(good, good, good)))).toEqual(["broken", "broken"]);
    expect([first, second].map(signaturesIn([first, second], answer(good, good + bad)))).toEqual(["broken", "broken"]);
    expect(signaturesIn([{ ...first, elmo: {} }], Buffer.from("no document"))({ ...first, elmo: {} })).toBe("none");
  });

  test("proves nothing with SHA-1, without a key, or by an unknown way; none is none", () => {
    expect(checkSignature(inAnswer(signed(ELMO, { hash: "sha1" })))).toBe("weak");
    expect(checkSignature(inAnswer(signed(ELMO, { hash: "sha1" }).replace("<resultLabel>B<", "<resultLabel>A<")))).toBe("broken");
    expect(checkSignature(inAnswer(signed(ELMO).replace(/<KeyInfo>.*<\/KeyInfo>/, "")))).toBe("weak");
    expect(checkSignature(inAnswer(signed(ELMO).replace(SIGNED.sha256.signature, "urn:own")))).toBe("weak");
    expect(checkSignature(inAnswer(ELMO))).toBe("none");
  });

  test("any change of the signed text is found", () => {
    const good = signed(ELMO);
    const grades = [...good.slice(0, good.indexOf("<Signature")).matchAll(/>[^<]+</g)].map(({ index }) => index + 1);
    fc.assert(fc.property(fc.constantFrom(...grades), (at) => {
      const other = good[at] === "x" ? "y" : "x";
      expect(checkSignature(inAnswer(good.slice(0, at) + other + good.slice(at + 1)))).toBe("broken");
    }), { numRuns: 50 });
  });
});

test("elements are told from instructions", () => {
  const root: LiteralElement = parseLiteral(Buffer.from("<a><?x y?><b/></a>"));
  expect(root.children.filter(isElement).map(({ local }) => local)).toEqual(["b"]);
});
