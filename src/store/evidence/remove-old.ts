import { sql, type Kysely, type Transaction } from "kysely";
import type { EvidenceSeal, KeepDays, Removed } from "../../domain/evidence/ports.js";
import { removalText } from "../../domain/evidence/removal.js";
import { EVIDENCE_KINDS, type EvidenceKind } from "../../domain/exchanges/retention.js";
import type { Clock } from "../../kernel/ports.js";
import type { Tables } from "../sql/tables.js";
import { isReferredByRecord } from "../retention/references.js";
import { underMaintenanceLock } from "./maintenance-lock.js";

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 500;

interface Place {
  readonly id: string;
  readonly chain: number;
  readonly height: number;
  readonly place: number;
  readonly request_address: Buffer | null;
  readonly response_address: Buffer | null;
}

interface Candidate extends Place {
  readonly seq: string;
  readonly at: Date;
  readonly referred: boolean;
}

/** Where a look through one kind has got to. */
interface Cursor {
  readonly kind: EvidenceKind;
  readonly before: Date;
  after: string;
  afterAt: Date;
}

interface RemoveOld {
  readonly db: Kysely<Tables>;
  readonly seal: EvidenceSeal;
  readonly clock: Clock;
  readonly keep: KeepDays;
  readonly seconds: number;
}

/** A batch per transaction, until everything is looked at or the time is over. Undefined when another process is at it. */
export const removeOld = async ({ db, seal, clock, keep, seconds }: RemoveOld): Promise<Removed | undefined> => {
  const now = clock.now();
  const total = { exchanges: 0, bodies: 0, referred: 0 };
  for (const kind of EVIDENCE_KINDS) {
    const cursor: Cursor = { kind, before: new Date(now.getTime() - keep[kind] * DAY_MS), after: "0", afterAt: new Date(0) };
    for (;;) {
      if (clock.now().getTime() - now.getTime() > seconds * 1000) return { ...total, finished: false };
      const batch = await underMaintenanceLock(db, (tx) => removeBatch(tx, seal, cursor, now));
      if (batch === undefined) return total.exchanges > 0 ? { ...total, finished: false } : undefined;
      total.exchanges += batch.exchanges;
      total.bodies += batch.bodies;
      total.referred += batch.referred;
      if (batch.last) break;
    }
  }
  return { ...total, finished: true };
};

const removeBatch = async (tx: Transaction<Tables>, seal: EvidenceSeal, cursor: Cursor, now: Date) => {
  const found = await candidates(tx, cursor);
  const due = found.filter(({ referred }) => !referred);
  const last = found.at(-1);
  if (last) Object.assign(cursor, { after: last.seq, afterAt: last.at });
  return { exchanges: due.length, bodies: await removeExchanges(tx, seal, due, now), referred: found.length - due.length, last: found.length < ROWS_AT_ONCE };
};

/** Exchanges go, with the bodies that nothing else has; the chain stays whole. Gives how many bodies. Only under the maintenance lock. */
const removeExchanges = async (tx: Transaction<Tables>, seal: EvidenceSeal, due: readonly Place[], now: Date): Promise<number> => {
  if (due.length === 0) return 0;
  await leaveTraces(tx, seal, due, now);
  await sql`delete from exchanges where id = any(${due.map(({ id }) => id)}::text[])`.execute(tx);
  return removeBodies(tx, due.flatMap((row) => [row.request_address, row.response_address].filter((address) => address !== null)));
};

/** Removes those of these exchanges that no record refers to any more; gives how many. */
export const removeUnreferred = async (tx: Transaction<Tables>, seal: EvidenceSeal, ids: readonly string[], now: Date): Promise<number> => {
  const { rows } = await sql<Place>`
    select e.id, e.chain, e.height, e.place, e.request_address, e.response_address from exchanges e
    where e.id = any(${ids}::text[]) and e.chain is not null and not ${isReferredByRecord}`.execute(tx);
  await removeExchanges(tx, seal, rows, now);
  return rows.length;
};

/** What an agreement or a student's record refers to is marked: versions of the partner's copy, approvals, what is in force. */
const candidates = async (tx: Transaction<Tables>, { kind, before, after, afterAt }: Cursor): Promise<readonly Candidate[]> => {
  const { rows } = await sql<Candidate>`
    select e.id, e.seq, e.at, e.chain, e.height, e.place, e.request_address, e.response_address,
      exists (select from partner_versions v where v.doc ->> 'exchangeId' = e.id)
      or exists (select from agreements a where jsonb_path_query_array(a.doc, '$.**.exchangeId') @> jsonb_build_array(e.id))
      or ${isReferredByRecord} as referred
    from exchanges e where e.kind = ${kind} and e.at < ${before} and (e.at, e.seq) > (${afterAt}, ${after}) and e.chain is not null
    order by e.at, e.seq limit ${ROWS_AT_ONCE}`.execute(tx);
  return rows;
};

/** The hashes stay in their blocks; beside them stays when the exchanges were removed. */
const leaveTraces = async (tx: Transaction<Tables>, seal: EvidenceSeal, due: readonly Place[], at: Date): Promise<void> => {
  const names = new Map((await tx.selectFrom("evidence_chains").selectAll().where("id", "in", due.map(({ chain }) => chain)).execute()).map(({ id, name }) => [id, name]));
  const blocks = new Map<string, { readonly chain: number; readonly height: number; readonly places: number[] }>();
  for (const { chain, height, place } of due) {
    const block = blocks.get(`${chain}:${height}`) ?? { chain, height, places: [] };
    block.places.push(place);
    blocks.set(`${chain}:${height}`, block);
  }
  await tx.insertInto("evidence_removals").values([...blocks.values()].map(({ chain, height, places }) => ({
    chain, height, at, places, seal: seal.mac(removalText({ chain: names.get(chain) ?? "", height, at, places })),
  }))).execute();
};

/** Bodies that nothing refers to any more. A writer that counted on one of them finds out by the foreign key, and sends it again. */
const removeBodies = async (tx: Transaction<Tables>, addresses: readonly Buffer[]): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    delete from sealed_bodies b where address = any(${[...addresses]}::bytea[])
    and not exists (select from exchanges where request_address = b.address) and not exists (select from exchanges where response_address = b.address)`.execute(tx);
  return Number(numAffectedRows);
};
