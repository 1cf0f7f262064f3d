import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { badRequest } from "../../../src/kernel/errors.js";
import { formatSignatureParameters, parseSignatureParameters } from "../../../src/security/http-signature/parameters.js";
import { refusalOf } from "../refusal-of.js";

const parse = (text: string) => parseSignatureParameters(text, badRequest);
const GOOD = 'keyId="k",algorithm="rsa-sha256",headers="date host",signature="s="';
const MEANING = { keyId: "k", headers: ["date", "host"], signature: "s=" };

describe("forms that mean the same", () => {
  test.each([
    GOOD,
    'signature="s=",headers="date host",algorithm="rsa-sha256",keyId="k"',
    ' keyId = "k" ,\talgorithm="RSA-SHA256", headers="Date  HOST " , signature="s="',
    'KEYID=k,algorithm=rsa-sha256,headers="date host",signature="s=",created=1402170695,opaque="a \\" b"',
    'keyId="\\k",algorithm="rsa-sha256",headers="date host",signature="s="',
  ])("%s", (text) => expect(parse(text)).toEqual(MEANING));
});

describe("refused with 400", () => {
  const absent = (name: string) => `The signature parameter ${name} is absent; expected keyId, algorithm, headers and signature.`;
  const unreadable = (at: number) => `The signature parameters cannot be read from character ${at}: expected name="value", separated by commas.`;
  test.each([
    ["nothing", "", unreadable(1)],
    ["no keyId", GOOD.replace("keyId", "other"), absent("keyId")],
    ["an empty keyId", GOOD.replace('"k"', '""'), absent("keyId")],
    ["no algorithm", GOOD.replace("algorithm", "other"), absent("algorithm")],
    ["no signature", GOOD.replace("signature", "other"), absent("signature")],
    ["another algorithm", GOOD.replace("rsa-sha256", "hmac-sha256"), 'The signature algorithm is "hmac-sha256"; expected "rsa-sha256".'],
    ["a parameter twice", `${GOOD},keyId="k"`, 'The signature parameter "keyId" is given twice.'],
    ["a parameter twice in other letters", `${GOOD},keyid="other"`, 'The signature parameter "keyid" is given twice.'],
    ["an unknown parameter twice", `a=1,a=2,${GOOD}`, 'The signature parameter "a" is given twice.'],
    ["an open quotation mark", GOOD.slice(0, -1), unreadable(54)],
    ["a comma at the end", `${GOOD},`, unreadable(GOOD.length + 2)],
    ["no comma", GOOD.replace(",", " "), unreadable(1)],
    ["a second credential joined to the first", `${GOOD}, Signature ${GOOD}`, unreadable(GOOD.length + 2)],
    ["a key id without end", GOOD.replace("k\"", `${"k".repeat(257)}"`), "The signature parameter keyId has 257 characters; at most 256 are read."],
    ["a signature without end", GOOD.replace('"s="', `"${"s".repeat(2049)}"`), "The signature parameter signature has 2049 characters; at most 2048 are read."],
    ["names without end", GOOD.replace("date host", "a ".repeat(101)), "The signature covers 101 headers; at most 100 are read."],
    ["everything without end", `${GOOD},x="${"x".repeat(9000)}"`, "The signature parameters have 9072 characters; at most 8192 are read."],
  ])("%s", (_, text, message) => expect(refusalOf(() => parse(text))).toEqual({ status: 400, message }));
});

test("without a list of headers the date is signed (draft-cavage 2.1.6)", () => {
  expect(parse('keyId="k",algorithm="rsa-sha256",signature="s"').headers).toEqual(["date"]);
});

test("what we format we read", () => {
  expect(parse(formatSignatureParameters(MEANING))).toEqual(MEANING);
});

describe("whatever comes, it is read or refused with 400", () => {
  const piece = fc.constantFrom('"', "\\", ",", "=", " ", "\t", "\n", "a", "keyId", "algorithm", "rsa-sha256", "signature", "headers", "é", "\u0000", '="', '",', "\\\\", '\\"', "💥");
  test.each([
    ["any text", fc.string({ unit: "binary", maxLength: 500 })],
    ["pieces of the grammar", fc.array(piece, { maxLength: 200 }).map((pieces) => pieces.join(""))],
    ["a good text with something in it", fc.tuple(fc.nat(GOOD.length), piece).map(([at, text]) => GOOD.slice(0, at) + text + GOOD.slice(at))],
  ])("%s", (_, texts) => {
    fc.assert(fc.property(texts, (text) => {
      const refused = refusalOf(() => parse(text));
      expect(refused?.status ?? 400).toBe(400);
    }), { numRuns: 1000 });
  });

  // With repetitions that overlap, a backtracking reader would not come back from these.
  test.each(['a="', "\\", " ", "\t=", 'a=a ', '"\\"', "a", 'a="\\\\'])("the longest text of %j", (part) => {
    const text = `x="${part.repeat(8192 / part.length)}`.slice(0, 8192);
    expect(refusalOf(() => parse(text))?.status).toBe(400);
  });
});
