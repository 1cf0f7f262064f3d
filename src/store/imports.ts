import { sql, type Kysely, type Selectable } from "kysely";
import type { Import, ImportKey, ImportKind, ImportReports } from "../domain/imports/model.js";
import type { ClaimedImport, ImportEnd, ImportStore } from "../domain/imports/ports.js";
import { given } from "../kernel/given.js";
import type { HeiId } from "../kernel/ids.js";
import { toJson } from "./sql/document.js";
import { refusing } from "./sql/failures.js";
import type { ImportsTable } from "./sql/imports-table.js";
import type { Tables } from "./sql/tables.js";

type Row = Selectable<ImportsTable>;

/** Imports, their files while they are at work, and what became of them. */
export const importStore = (db: Kysely<Tables>): ImportStore => ({
  add: ({ heiId, kind, id, file, mediaType, confirm, repeated, actor }, now, most) => refusing(async () => {
    const { rows } = await sql<{ known: boolean }>`
      with added as (
        insert into imports (hei_id, kind, id, media_type, file, confirm, repeated, actor, created_at)
        select ${heiId}, ${kind}, ${id}, ${mediaType}, ${Buffer.from(file)}::bytea, ${confirm}::boolean, ${repeated ?? null}, ${actor}, ${now}::timestamptz
        where (select count(*) from imports where hei_id = ${heiId} and ended_at is null) < ${most}::integer on conflict do nothing returning id)
      select exists (select from added) or exists (select from imports where hei_id = ${heiId} and kind = ${kind} and id = ${id}) as known`.execute(db);
    return rows[0]?.known === true;
  }),
  get: async <K extends ImportKind>(heiId: HeiId, kind: K, id: string) => {
    const row = await db.selectFrom("imports").select([...SHOWN]).where("hei_id", "=", heiId).where("kind", "=", kind).where("id", "=", id).executeTakeFirst();
    return row && toImport(row, kind);
  },
  claim: ({ holder, now, until }) => claim(db, { holder, now, until }),
  reach: async (claimed, { phase, rows, done }, until) => {
    const counted = phase === "looking" ? { rows, looked: done } : { looked: sql<number>`rows`, stored: done };
    const [row] = await ofClaim(db, claimed).set({ state: phase, ...counted, lease_until: until }).returning("cancelled").execute();
    if (!row) return "lost";
    return row.cancelled ? "cancelled" : "go-on";
  },
  giveBack: async (claimed, at, asIfNotBegun) => void (await ofClaim(db, claimed).set({ holder: null, lease_until: at, ...(asIfNotBegun && { attempts: sql<number>`attempts - 1` }) }).execute()),
  end: async (claimed, end, now) => void (await ofClaim(db, claimed).set({ ...endOf(end), ...OVER, ended_at: now }).execute()),
  cancel: async (key, now) => {
    await open(db, key).where(sql<boolean>`(lease_until is null or lease_until <= ${now})`).set({ state: "cancelled", ...OVER, ended_at: now }).execute();
    await open(db, key).set({ cancelled: true }).execute();
  },
  forget: async (before) => Number((await db.deleteFrom("imports").where("ended_at", "<", before).executeTakeFirst()).numDeletedRows),
});

/** The file tells of people: it goes when it is not needed any more. */
const OVER = { file: null, holder: null, lease_until: null } as const;

const open = (db: Kysely<Tables>, { heiId, kind, id }: ImportKey) =>
  db.updateTable("imports").where("hei_id", "=", heiId).where("kind", "=", kind).where("id", "=", id).where("ended_at", "is", null);
const ofClaim = (db: Kysely<Tables>, claimed: ClaimedImport) => open(db, claimed).where("holder", "=", claimed.holder);

const endOf = (end: ImportEnd) => {
  if (end.state !== "done") return end;
  const { report, rows, ...facts } = end;
  return { ...facts, rows, looked: rows, report: toJson(report) };
};

/** The first of each institution and kind may begin; the others wait for it. */
const claim = async (db: Kysely<Tables>, { holder, now, until }: { readonly holder: string; readonly now: Date; readonly until: Date }): Promise<ClaimedImport | undefined> => {
  const { rows: [row] } = await sql<Row>`
    update imports set holder = ${holder}, lease_until = ${until}, attempts = attempts + 1
    where number = (
      select number from imports i where ended_at is null and (lease_until is null or lease_until <= ${now})
        and not exists (select from imports before where before.hei_id = i.hei_id and before.kind = i.kind and before.ended_at is null and before.number < i.number)
      order by number limit 1 for update skip locked)
    returning *`.execute(db);
  return row?.file ? {
    heiId: row.hei_id as HeiId, kind: row.kind, id: row.id, file: row.file, mediaType: row.media_type, confirm: row.confirm, actor: row.actor, holder, attempt: row.attempts, ...given({ repeated: row.repeated ?? undefined }),
  } : undefined;
};

const SHOWN = ["hei_id", "id", "state", "confirm", "rows", "looked", "stored", "created_at", "ended_at", "report", "failure"] as const;

/** The report is what an import of this kind has written. */
const toImport = <K extends ImportKind>(row: Pick<Row, (typeof SHOWN)[number]>, kind: K): Import<K> => ({
  heiId: row.hei_id as HeiId, kind, id: row.id, state: row.state, confirm: row.confirm, rows: row.rows, looked: row.looked, stored: row.stored, createdAt: row.created_at,
  ...given({ endedAt: row.ended_at ?? undefined, failure: row.failure ?? undefined, report: (row.report ?? undefined) as ImportReports[K] | undefined }),
});
