import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { rsaSha256Sign, rsaSha256Verify } from "../../../src/security/http-signature/rsa-sha256.js";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signature = await rsaSha256Sign("date: now", privateKey);

/** 256 bytes end in one character of which four bits mean nothing: the next characters of the alphabet decode alike. */
const otherLastCharacter = (text: string): string => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const last = text.length - 3;
  return `${text.slice(0, last)}${alphabet[alphabet.indexOf(text[last] ?? "") + 1]}==`;
};

describe("a signature has one spelling", () => {
  test.each<[string, string]>([
    ["without padding", signature.replaceAll("=", "")], ["with more padding", `${signature}=`], ["with a space", `${signature.slice(0, 9)} ${signature.slice(9)}`],
    ["with other unused bits", otherLastCharacter(signature)], ["with something behind", `${signature}AAAA`], ["empty", ""],
  ])("%s it is not valid", (_, text) => {
    expect(rsaSha256Verify("date: now", publicKey, text)).toBe(false);
  });
  test("the others would decode to the same bytes", () => {
    expect(Buffer.from(otherLastCharacter(signature), "base64").equals(Buffer.from(signature, "base64"))).toBe(true);
    expect(rsaSha256Verify("date: now", publicKey, signature)).toBe(true);
  });
});

test("keys of other kinds never verify, even with their own signature", () => {
  for (const pair of [generateKeyPairSync("ec", { namedCurve: "P-256" }), generateKeyPairSync("rsa-pss", { modulusLength: 2048 })]) {
    const own = sign("sha256", Buffer.from("date: now"), pair.privateKey).toString("base64");
    expect(rsaSha256Verify("date: now", pair.publicKey, own)).toBe(false);
  }
});

test("header values are the bytes on the wire: latin1 as node shows them", () => {
  const own = sign("sha256", Buffer.from([0x61, 0xe9]), privateKey).toString("base64");
  expect(rsaSha256Verify("aé", publicKey, own)).toBe(true);
});
