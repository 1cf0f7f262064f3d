import type { HeiId } from "../../kernel/ids.js";

/** What a system may do through the REST door. */
export const SCOPES = ["agreements:read", "agreements:write", "agreements:approve", "mobilities:read", "mobilities:write", "mobilities:decide", "institutions:read", "institutions:write", "network:read", "network:write", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

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

export interface TokenStore {
  byHash(hash: string): Promise<ApiToken | undefined>;
  list(): Promise<readonly ApiToken[]>;
  add(token: ApiToken): Promise<void>;
  revoke(id: string, at: Date): Promise<boolean>;
  used(id: string, at: Date): Promise<void>;
}
