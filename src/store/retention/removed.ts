import { hash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { RefreshRequest } from "../../domain/refresh-requests.js";
import type { RecordKind } from "../../domain/retention/model.js";
import type { Tables } from "../sql/tables.js";

/** Look-ups that could bring back what was removed. */
const BROUGHT_BY: Partial<Record<RefreshRequest["kind"], RecordKind>> = {
  "refresh-omobility": "incoming-nominations", "refresh-omobility-la": "incoming-learning-agreements", "refresh-imobility-tor": "incoming-transcripts",
};
const FETCHED = new Set<RecordKind>(Object.values(BROUGHT_BY));

type Key = Pick<RefreshRequest, "heiId" | "partnerHeiId" | "objectId">;

const digestOf = (kind: RecordKind, { heiId, partnerHeiId, objectId }: Key): Buffer => hash("sha256", JSON.stringify([kind, heiId, partnerHeiId, objectId]), "buffer");

/** A partner may go on serving them: they are not asked for again. */
export const rememberRemoved = async (tx: Kysely<Tables>, kind: RecordKind, keys: readonly Key[], at: Date): Promise<void> => {
  if (!FETCHED.has(kind) || keys.length === 0) return;
  await sql`insert into removed_records (kind, digest, removed_at) select ${kind}, digest, ${at} from unnest(${keys.map((key) => digestOf(kind, key))}::bytea[]) as digest on conflict do nothing`.execute(tx);
};

/** The requests without those for records that retention removed. */
export const withoutRemoved = async (db: Kysely<Tables>, requests: readonly RefreshRequest[]): Promise<readonly RefreshRequest[]> => {
  const digests = requests.map((request) => {
    const kind = BROUGHT_BY[request.kind];
    return kind && digestOf(kind, request);
  });
  const asked = digests.filter((digest) => digest !== undefined);
  if (asked.length === 0) return requests;
  const { rows } = await sql<{ digest: Buffer }>`select digest from removed_records where digest = any(${asked}::bytea[]) and kind = any(${[...FETCHED]}::text[])`.execute(db);
  const removed = new Set(rows.map(({ digest }) => Buffer.from(digest).toString("hex")));
  return requests.filter((_, i) => !removed.has(digests[i]?.toString("hex") ?? ""));
};
