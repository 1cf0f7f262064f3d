import type { Selectable } from "kysely";
import type { ChainedEntry } from "../../domain/audit/model.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";

/** What of an entry only this node can have written: a MAC over its hash, of another kind than those of evidence. */
export const sealOf = (seal: EvidenceSeal, hash: Buffer): Buffer => seal.mac(Buffer.concat([Buffer.from("audit "), hash]));

export const toEntry = (row: Selectable<Tables["audit_entries"]>): ChainedEntry => ({
  number: Number(row.number), at: row.at, actor: row.actor, operation: row.operation, objects: row.objects, filters: row.filters, status: row.status, requestId: row.request_id,
  previous: row.previous, hash: row.hash,
  ...(row.caller_id !== null && { callerId: row.caller_id }), ...(row.hei_id !== null && { heiId: row.hei_id as HeiId }), ...(row.found !== null && { found: row.found }),
});
