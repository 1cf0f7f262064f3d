import type { DataKey } from "./keys/data-key.js";
import { seal, unseal } from "./keys/sealing.js";

/** `id`: of the import that the file belongs to; sealed under one it does not open under another. */
const labelOf = (id: string) => ({ kind: "import", name: id }) as const;

/** The file of an import for the store: it tells of people. */
export const sealImportFile = (key: DataKey, id: string, file: Uint8Array): Uint8Array => Buffer.from(seal(key, labelOf(id), file));

/** Throws when the bytes were changed, or belong to another import. */
export const openImportFile = (key: DataKey, id: string, sealed: Uint8Array): Uint8Array => unseal(key, labelOf(id), Buffer.from(sealed).toString());
