import { createHash, randomBytes } from "node:crypto";

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** What a browser shows after sign-in: 256 random bits as base64url. Stored nowhere but in its cookie. */
export const generateSignInSecret = (): string => randomBytes(32).toString("base64url");

export const isSignInSecret = (text: string): boolean => SECRET.test(text);

/** What the store keeps instead; unsalted like that of tokens, since nobody guesses 256 random bits. */
export const hashSignInSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");
