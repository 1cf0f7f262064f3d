import type { Kysely } from "kysely";
import { type AuditHead, type AuditVerified, entryHash, NO_ENTRY } from "../../domain/audit/model.js";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Tables } from "../sql/tables.js";
import { sealOf, toEntry } from "./rows.js";

const AT_ONCE = 1_000;
const MOST_TOLD = 100;

/** Reads all entries in their order, and says which is not as it was written, which is missing, and which was not written by this node. */
export const verifyAudit = async (db: Kysely<Tables>, seal: EvidenceSeal, known: readonly AuditHead[]): Promise<AuditVerified> => {
  const findings: { number: number; what: string }[] = [];
  const tell = (number: number, what: string): void => void (findings.length < MOST_TOLD && findings.push({ number, what }));
  const expected = new Map(known.map(({ number, hash }) => [number, hash]));
  let [entries, number, previous] = [0, 0, NO_ENTRY];
  for (;;) {
    const rows = await db.selectFrom("audit_entries").selectAll().where("number", ">", String(number)).orderBy("number").limit(AT_ONCE).execute();
    for (const row of rows) {
      const entry = toEntry(row);
      if (entry.number !== number + 1) tell(number + 1, `is missing, with ${entry.number - number - 2} after it`);
      else if (!entry.previous.equals(previous)) tell(entry.number, "does not follow the entry before");
      if (!entryHash(entry).equals(entry.hash)) tell(entry.number, "was changed");
      else if (!sealOf(seal, entry.hash).equals(row.seal)) tell(entry.number, "was not written by this node");
      const hex = entry.hash.toString("hex");
      if ((expected.get(entry.number) ?? hex) !== hex) tell(entry.number, "is another one than the head that was kept");
      expected.delete(entry.number);
      [number, previous, entries] = [entry.number, entry.hash, entries + 1];
    }
    if (rows.length < AT_ONCE) break;
  }
  for (const missing of expected.keys()) tell(missing, "is missing although its head was kept");
  return { entries, findings, ...(entries > 0 && { head: { number, hash: previous.toString("hex") } }) };
};
