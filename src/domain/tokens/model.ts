import type { HeiId } from "../../kernel/ids.js";
import type { Caller } from "../access/caller.js";
import type { Scope } from "../access/scopes.js";


/** A system's access; the token itself is never stored. */
export interface ApiToken {
  readonly id: string;
  /** Shown as the actor in timelines. */
  readonly name: string;
  /** SHA-256 of the token, hex. */
  readonly hash: string;
  readonly scopes: readonly Scope[];
  /** Institutions it may act for; absent = all that this node serves. */
  readonly heiIds?: readonly HeiId[];
  readonly createdAt: Date;
  readonly expiresAt?: Date;
  readonly revokedAt?: Date;
  /** To the minute. */
  readonly lastUsedAt?: Date;
}

/** Who calls with this token. */
export const callerWith = ({ id, name, scopes, heiIds, expiresAt }: ApiToken): Caller =>
  ({ id, kind: "system", name, access: [{ scopes, ...(heiIds && { heiIds }) }], ...(expiresAt && { expiresAt }) });

export interface TokenStore {
  byHash(hash: string): Promise<ApiToken | undefined>;
  byId(id: string): Promise<ApiToken | undefined>;
  list(): Promise<readonly ApiToken[]>;
  add(token: ApiToken): Promise<void>;
  revoke(id: string, at: Date): Promise<boolean>;
  used(id: string, at: Date): Promise<void>;
}

export interface AccessGrant {
  readonly tokenId: string;
  readonly scopes?: readonly Scope[];
  readonly expiresAt: Date;
}

/** Provided by security/access-token.ts. */
export interface AccessTokens {
  /** True when the text has the form of an access token. */
  isAccessToken(text: string): boolean;
  issue(grant: AccessGrant): Promise<string>;
  /** Undefined for what is none of ours, was changed, or is over. */
  read(text: string, now: Date): Promise<AccessGrant | undefined>;
}
