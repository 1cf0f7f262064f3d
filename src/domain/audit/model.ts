import { hash } from "node:crypto";
import type { HeiId } from "../../kernel/ids.js";
import { encodeFields } from "../evidence/fields.js";
import type { Page, PageRequest } from "../page.js";

/** Who did what, or saw a student's record, and when. Names no student and holds nothing of what was seen. */
export interface AuditEntry {
  readonly at: Date;
  /** As timelines have it: a system's name, `person:` and an id; `nobody` before sign-in. */
  readonly actor: string;
  /** Id of the token or person; absent before sign-in. */
  readonly callerId?: string;
  /** Of the contract, e.g. `approveAgreement`. */
  readonly operation: string;
  readonly heiId?: HeiId;
  /** Ids in the address, in their order, and of what was created. */
  readonly objects: readonly string[];
  /** Of a list: by what it was filtered; not for what. */
  readonly filters: readonly string[];
  /** Of a list: how many objects it showed. */
  readonly found?: number;
  /** HTTP status of the answer. */
  readonly status: number;
  readonly requestId: string;
}

/** An entry in its place. */
export interface ChainedEntry extends AuditEntry {
  /** 1, 2, 3, ... without a gap. */
  readonly number: number;
  /** Hash of the entry before; zeros at the first. */
  readonly previous: Buffer;
  readonly hash: Buffer;
}

/** First field of the encoding; another number would be another encoding. */
const FORMAT = "passerelle audit 1";
export const NO_ENTRY: Buffer = Buffer.alloc(32);

/** What chains an entry to all before it: SHA-256 over its fields and the hash of the one before. */
export const entryHash = ({ number, at, actor, callerId, operation, heiId, objects, filters, found, status, requestId, previous }: Omit<ChainedEntry, "hash">): Buffer =>
  hash("sha256", encodeFields([
    FORMAT, String(number), at.toISOString(), actor, callerId ?? null, operation, heiId ?? null, JSON.stringify(objects), JSON.stringify(filters),
    found === undefined ? null : String(found), String(status), requestId, previous.toString("hex"),
  ]), "buffer");

export interface AuditFilter {
  /** Only entries of these institutions; absent = all, also those of none. */
  readonly heiIds?: readonly HeiId[];
  readonly callerId?: string;
  readonly operation?: string;
  readonly object?: string;
  readonly since?: Date;
  readonly until?: Date;
}

/** The last entry, to be kept elsewhere: with it a log that was cut off is told from a whole one. `number:hash`. */
export interface AuditHead {
  readonly number: number;
  /** Hex. */
  readonly hash: string;
}

export interface AuditVerified {
  readonly entries: number;
  /** Absent while there is none. */
  readonly head?: AuditHead;
  /** What is not as it was written; the first hundred. */
  readonly findings: readonly { readonly number: number; readonly what: string }[];
}

export interface AuditStore {
  /** Chains an entry to the last one; resolves once it cannot be lost. What comes together is written together. */
  append(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: PageRequest): Promise<Page<ChainedEntry>>;
  /** Reads the whole log; `known` heads have to be in it still. */
  verify(known?: readonly AuditHead[]): Promise<AuditVerified>;
}
