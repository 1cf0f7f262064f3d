import { badRequest, tooLarge, unsupportedMediaType } from "../../kernel/errors.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import type { FileStore, StoredFile } from "./model.js";

/** Larger files are no agreement anybody signs. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** How the bytes of each accepted media type begin; the list of what may be uploaded. */
const BEGINNINGS: ReadonlyMap<string, string> = new Map([["application/pdf", "%PDF-"]]);

export interface Upload {
  readonly heiId: HeiId;
  /** As declared by the caller; parameters are ignored. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Id for the file; what has it already was stored by an earlier attempt. */
  readonly objectId?: string;
}

/** Files that agreements and approvals refer to. Immutable: a changed file is a new file with a new id (PROTOCOL 5.7). */
export const createFiles = ({ store, ids, clock }: { readonly store: FileStore; readonly ids: Ids; readonly clock: Clock }) => ({
  /** Stores a file. Refused: 415 another media type than PDF, 413 more than 10 MB, 400 bytes that are not what they are declared to be. */
  upload: async ({ heiId, mediaType, bytes, objectId }: Upload): Promise<StoredFile> => {
    const type = (mediaType.split(";")[0] ?? "").trim().toLowerCase();
    const beginning = BEGINNINGS.get(type);
    if (beginning === undefined) throw unsupportedMediaType(`Files must be ${[...BEGINNINGS.keys()].join(" or ")}.`);
    if (bytes.byteLength > MAX_FILE_BYTES) throw tooLarge(MAX_FILE_BYTES);
    if (!startsWith(bytes, beginning)) throw badRequest(`The body is not ${type}: it does not begin with ${beginning}.`, { code: "not-as-declared" });
    const made = objectId === undefined ? undefined : await store.get(heiId, objectId);
    if (made) return made;
    const file = { id: objectId ?? ids.uuid(), heiId, mediaType: type, bytes, createdAt: clock.now() };
    await store.put(file);
    return file;
  },
});
export type Files = ReturnType<typeof createFiles>;

const startsWith = (bytes: Uint8Array, text: string): boolean => [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
