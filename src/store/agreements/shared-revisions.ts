import { CompiledQuery, type Kysely } from "kysely";
import type { AgreementStore } from "../../domain/agreements/ports.js";
import type { HeiId, IiaId } from "../../kernel/ids.js";
import { batched } from "../sql/batched.js";
import type { Tables } from "../sql/tables.js";

interface Key {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly id: IiaId;
}

/** One text for any number of keys, so that it is neither built nor planned anew for each. */
const REVISIONS = `select asked.at::int as at, agreements.revision
  from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (hei_id, partner_hei_id, id, at)
  join agreements on agreements.hei_id = asked.hei_id and agreements.id = asked.id
    and agreements.partner_hei_id = asked.partner_hei_id and agreements.stage = 'shared'`;

/** The look-up behind every single `get`: many partners' questions in one query, and no document read. */
export const sharedRevision = (db: Kysely<Tables>): AgreementStore["sharedRevision"] => {
  const revisionOf = batched(async (keys: readonly Key[]) => {
    const columns = [keys.map(({ heiId }) => heiId), keys.map(({ partnerHeiId }) => partnerHeiId), keys.map(({ id }) => id)];
    const { rows } = await db.executeQuery<{ at: number; revision: number }>(CompiledQuery.raw(REVISIONS, columns));
    const revisions = new Array<number | undefined>(keys.length);
    for (const { at, revision } of rows) revisions[at - 1] = revision;
    return revisions;
  });
  return (heiId, partnerHeiId, id) => revisionOf({ heiId, partnerHeiId, id });
};
