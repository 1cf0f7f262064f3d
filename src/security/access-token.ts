import { createHmac, timingSafeEqual } from "node:crypto";
import type { DataKey } from "./keys/data-key.js";

/** What an access token says; for whom, and until when. */
export interface AccessGrant {
  readonly tokenId: string;
  /** Fewer than the token's own; absent = all of them. */
  readonly scopes?: readonly string[];
  readonly expiresAt: Date;
}

const PREFIX = "psa_";
const TOKEN = /^psa_([A-Za-z0-9_-]{1,2000})\.([A-Za-z0-9_-]{43})$/;

/** True when `text` has the form of an access token. */
export const isAccessToken = (text: string): boolean => TOKEN.test(text);

/** A short-lived token that any process of the node can check without a look-up; the token behind it is looked up all the same, so that it ends with it. */
export const issueAccessToken = (key: DataKey, { tokenId, scopes, expiresAt }: AccessGrant): string => {
  const content = Buffer.from(JSON.stringify({ id: tokenId, exp: Math.floor(expiresAt.getTime() / 1000), ...(scopes && { scopes }) })).toString("base64url");
  return `${PREFIX}${content}.${signatureOf(key, content).toString("base64url")}`;
};

/** What it says, unless it is none of ours, was changed, or is over. */
export const readAccessToken = (key: DataKey, text: string, now: Date): AccessGrant | undefined => {
  const [, content, signature] = TOKEN.exec(text) ?? [];
  if (content === undefined || signature === undefined) return undefined;
  if (!timingSafeEqual(Buffer.from(signature, "base64url"), signatureOf(key, content))) return undefined;
  // Signed by us, so it is as we wrote it.
  const { id, exp, scopes } = JSON.parse(Buffer.from(content, "base64url").toString()) as { readonly id: string; readonly exp: number; readonly scopes?: readonly string[] };
  const expiresAt = new Date(exp * 1000);
  return expiresAt > now ? { tokenId: id, expiresAt, ...(scopes && { scopes }) } : undefined;
};

const signatureOf = (key: DataKey, content: string): Buffer => createHmac("sha256", key).update(`access token ${content}`).digest();
