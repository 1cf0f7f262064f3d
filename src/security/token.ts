import { createHash, randomBytes } from "node:crypto";
import type { Sha256Hex } from "../kernel/ids.js";

const PREFIX = "psl_";
const TOKEN = /^psl_[A-Za-z0-9_-]{43}$/;

/** A fresh API token: 256 random bits as base64url after `psl_`, a prefix that secret scanners can be taught. Shown once, never stored. */
export const generateToken = (): string => PREFIX + randomBytes(32).toString("base64url");

/** True when `text` has the form of an API token; anything else need not be looked up. */
export const isToken = (text: string): boolean => TOKEN.test(text);

/**
 * What the store keeps instead of the token. One unsalted SHA-256 is right here: slow or salted hashes make guessing a *password*
 * expensive, but nobody guesses 256 random bits, and a plain hash can be looked up by index.
 */
export const hashToken = (token: string): Sha256Hex => createHash("sha256").update(token).digest("hex") as Sha256Hex;
