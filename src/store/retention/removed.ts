import { hash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { RefreshRequest } from "../../domain/refresh-requests.js";
import type { RecordKind } from "../../domain/retention/model.js";
import { editConflict } from "../../kernel/errors.js";
import type { Tables } from "../sql/tables.js";

/** Look-ups that could bring back what was removed. */
const BROUGHT_BY: Partial<Record<RefreshRequest["kind"], RecordKind>> = {
  "refresh-omobility": "incoming-nominations", "refresh-omobility-la": "incoming-learning-agreements", "refresh-imobility-tor": "incoming-transcripts",
};

export type RecordKey = Pick<RefreshRequest, "heiId" | "partnerHeiId" | "objectId">;

const digestOf = (kind: RecordKind, { heiId, partnerHeiId, objectId }: RecordKey): Buffer => hash("sha256", JSON.stringify([kind, heiId, partnerHeiId, objectId]), "buffer");

/** A partner may go on serving them, and may remember what was said under an id: they are not asked for again, and the id is not used again. All of one partnership. */
export const rememberRemoved = async (tx: Kysely<Tables>, kind: RecordKind, keys: readonly RecordKey[], at: Date): Promise<void> => {
  const [first] = keys;
  if (!first) return;
  await sql`insert into removed_lately (kind, hei_id, partner_hei_id, object_id, removed_at)
    select ${kind}, ${first.heiId}, ${first.partnerHeiId}, object_id, ${at} from unnest(${keys.map(({ objectId }) => objectId)}::text[]) as object_id on conflict do nothing`.execute(tx);
  await sql`insert into removed_records (kind, digest, removed_at) select ${kind}, digest, ${at} from unnest(${keys.map((key) => digestOf(kind, key))}::bytea[]) as digest on conflict do nothing`.execute(tx);
};

export const isRemoved = async (db: Kysely<Tables>, kind: RecordKind, key: RecordKey): Promise<boolean> =>
  (await db.selectFrom("removed_records").select("kind").where("kind", "=", kind).where("digest", "=", digestOf(kind, key)).executeTakeFirst()) !== undefined;

/** 409 for an id under which retention removed a record of ours: a partner would take the new one for the old. */
export const refuseRemoved = async (db: Kysely<Tables>, kind: RecordKind, key: RecordKey): Promise<void> => {
  if (await isRemoved(db, kind, key)) throw editConflict("The id of this mobility is or was in use.", "A record of this mobility was removed when its time was over. Use another mobility.");
};

/** The requests without those for records that retention removed. */
export const withoutRemoved = async (db: Kysely<Tables>, requests: readonly RefreshRequest[]): Promise<readonly RefreshRequest[]> => {
  const digests = requests.map((request) => {
    const kind = BROUGHT_BY[request.kind];
    return kind && digestOf(kind, request);
  });
  const asked = digests.filter((digest) => digest !== undefined);
  if (asked.length === 0) return requests;
  const { rows } = await sql<{ digest: Buffer }>`select digest from removed_records where digest = any(${asked}::bytea[])`.execute(db);
  const removed = new Set(rows.map(({ digest }) => Buffer.from(digest).toString("hex")));
  return requests.filter((_, i) => !removed.has(digests[i]?.toString("hex") ?? ""));
};
