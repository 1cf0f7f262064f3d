import { type RawBuilder, sql, type Kysely } from "kysely";
import type { RecordKey, RecordKind, RecordUnits } from "../../domain/access/units.js";
import type { Tables } from "../sql/tables.js";

const one = (unit: RawBuilder<unknown>): RawBuilder<string[]> => sql`array_remove(array[${unit}], null)`;

const INCOMING_NOMINATION = sql`#>> '{current,proposal,content,receivingOunitId}'`;
const OUTGOING_NOMINATION = sql`#>> '{proposal,content,sendingOunitId}'`;

/** Our units of a row, as `text[]`; transcripts are listed as `t`. */
const UNITS: Readonly<Record<RecordKind, RawBuilder<string[]>>> = {
  "agreement": sql`case when agreements.doc #> '{mine,copy,owner,ounitId}' is not null then array[agreements.doc #>> '{mine,copy,owner,ounitId}'] else array(
    select unit from jsonb_array_elements(agreements.doc #> '{mine,copy,conditions}') as condition,
      lateral (select case when condition ->> 'sendingHeiId' = agreements.hei_id then condition ->> 'sendingOunitId' else condition ->> 'receivingOunitId' end as unit) as ours
    where unit is not null) end`,
  "outgoing-nomination": one(sql`omobilities.doc ${OUTGOING_NOMINATION}`),
  "incoming-nomination": one(sql`imobilities.doc ${INCOMING_NOMINATION}`),
  "outgoing-learning-agreement": one(sql`outgoing_las.doc #>> '{details,sending,ounitId}'`),
  "incoming-learning-agreement": one(sql`incoming_las.doc #>> '{current,document,receiving,ounitId}'`),
  "outgoing-transcript": one(sql`(select i.doc ${INCOMING_NOMINATION} from imobilities i where i.hei_id = t.hei_id and i.partner_hei_id = t.partner_hei_id and i.id = t.omobility_id)`),
  "incoming-transcript": one(sql`(select o.doc ${OUTGOING_NOMINATION} from omobilities o where o.hei_id = t.hei_id and o.partner_hei_id = t.partner_hei_id and o.id = t.omobility_id)`),
};

/** For lists: only rows of these units; all rows without units to look for. */
export const withinUnits = (kind: RecordKind, unitIds: readonly string[] | undefined): RawBuilder<boolean> =>
  unitIds === undefined ? sql<boolean>`true` : sql<boolean>`(${UNITS[kind]}) && ${[...unitIds]}::text[]`;

/** Where one record stands; a transcript need not be there yet, its nomination tells. */
const ROWS: Readonly<Record<RecordKind, (key: RecordKey) => RawBuilder<unknown>>> = {
  "agreement": ({ heiId, id }) => sql`agreements where hei_id = ${heiId} and id = ${id}`,
  "outgoing-nomination": ({ heiId, id }) => sql`omobilities where hei_id = ${heiId} and id = ${id}`,
  "incoming-nomination": ({ heiId, partnerHeiId, id }) => sql`imobilities where hei_id = ${heiId} and partner_hei_id = ${partnerHeiId} and id = ${id}`,
  "outgoing-learning-agreement": ({ heiId, id }) => sql`outgoing_las where hei_id = ${heiId} and omobility_id = ${id}`,
  "incoming-learning-agreement": ({ heiId, partnerHeiId, id }) => sql`incoming_las where hei_id = ${heiId} and partner_hei_id = ${partnerHeiId} and omobility_id = ${id}`,
  "outgoing-transcript": ({ heiId, partnerHeiId, id }) => sql`(select ${heiId}::text as hei_id, ${partnerHeiId}::text as partner_hei_id, ${id}::text as omobility_id) as t`,
  "incoming-transcript": ({ heiId, partnerHeiId, id }) => sql`(select ${heiId}::text as hei_id, ${partnerHeiId}::text as partner_hei_id, ${id}::text as omobility_id) as t`,
};

export const recordUnits = (db: Kysely<Tables>): RecordUnits => ({
  of: async (key) => {
    const { rows } = await sql<{ units: string[] }>`select ${UNITS[key.kind]} as units from ${ROWS[key.kind](key)}`.execute(db);
    return rows[0]?.units ?? [];
  },
});
