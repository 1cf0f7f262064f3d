import { sql } from "kysely";

/** Whether a record still refers to an exchange `e`. */
export const isReferredByRecord = sql<boolean>`(
  exists (select from imobility_versions v where v.doc ->> 'exchangeId' = e.id)
  or exists (select from received_transcript_versions v where v.doc ->> 'exchangeId' = e.id)
  or exists (select from la_versions v where v.exchange_id = e.id)
  or ${sql.join(["omobilities", "imobilities", "incoming_las", "received_transcripts"].map((table) =>
    sql`exists (select from ${sql.table(table)} t where jsonb_path_query_array(t.doc, '$.**.exchangeId') @> jsonb_build_array(e.id))`), sql` or `)})`;
