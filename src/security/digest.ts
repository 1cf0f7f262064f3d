import { hash } from "node:crypto";
import { badRequest } from "../kernel/errors.js";
import { quoted, type Refuse } from "./refusal.js";

/** SHA-256 of a body, 32 bytes. */
export const sha256 = (body: Uint8Array): Buffer => hash("sha256", body, "buffer");

const EMPTY = hash("sha256", "", "base64");
const sha256Base64 = (body: Uint8Array): string => (body.length === 0 ? EMPTY : hash("sha256", body, "base64"));

/** Value of the `Digest` header for a body as transmitted, i.e. after content coding (RFC 3230, PROTOCOL 3.3). */
export const sha256Digest = (body: Uint8Array): string => `SHA-256=${sha256Base64(body)}`;
/** The same from a SHA-256 that is known. */
export const digestHeader = (known: Buffer): string => `SHA-256=${known.toString("base64")}`;

/**
 * Check the `Digest` header against the body as received. A list of algorithms is fine and their names are case-insensitive, but
 * SHA-256 must be among them (PROTOCOL 3.3 step 9). Refuses with 400, or with what `refuse` makes.
 */
export const checkDigest = (header: string | undefined, body: Uint8Array, refuse: Refuse = badRequest): void => {
  if (header === undefined) throw refuse("The Digest header is absent; expected one with SHA-256.");
  const given = sha256Entries(header);
  if (given.length === 0) throw refuse(`The Digest header ${quoted(header)} has no SHA-256 entry.`);
  const expected = sha256Base64(body);
  // Every SHA-256 entry has to hold: with two different ones, two readers could choose differently.
  const wrong = given.find((value) => value !== expected);
  if (wrong !== undefined) {
    throw refuse(`The Digest header says SHA-256=${quoted(wrong)}, but the ${body.length} bytes of the body have SHA-256="${expected}".`);
  }
};

const sha256Entries = (header: string): string[] =>
  header
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => /^sha-256=/i.test(entry))
    .map((entry) => entry.slice("sha-256=".length));
