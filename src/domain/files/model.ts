import type { HeiId } from "../../kernel/ids.js";

/** An immutable file; a changed file gets a new id (PROTOCOL 5.7). */
export interface StoredFile {
  readonly id: string;
  readonly heiId: HeiId;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly createdAt: Date;
}

export interface FileStore {
  put(file: StoredFile): Promise<void>;
  get(heiId: HeiId, id: string): Promise<StoredFile | undefined>;
  /** The file, if an agreement shared with this partner or an approval of a partner's copy refers to it. */
  visibleTo(heiId: HeiId, id: string, partnerHeiId: HeiId): Promise<StoredFile | undefined>;
}
