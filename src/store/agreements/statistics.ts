import { sql, type Kysely } from "kysely";
import type { AgreementStatistics } from "../../domain/agreements/ports.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Tables } from "../sql/tables.js";

interface Counted {
  readonly fetchable: string;
  readonly partner_only: string;
  readonly we_only: string;
  readonly both: string;
}

/** The counters of PROTOCOL 6.7: who has approved the present version of the other's copy. */
export const countStatistics = async (db: Kysely<Tables>, heiId: HeiId): Promise<AgreementStatistics> => {
  const { rows } = await sql<Counted>`
    select count(*) as fetchable,
      count(*) filter (where by_partner and not by_us) as partner_only,
      count(*) filter (where by_us and not by_partner) as we_only,
      count(*) filter (where by_us and by_partner) as both
    from (
      select coalesce(a.approved_by_partner = a.hash, false) as by_partner, coalesce(a.approved_by_us = p.hash and p.gone_at is null, false) as by_us
      from agreements a
      left join partner_copies p on p.hei_id = a.hei_id and p.partner_hei_id = a.partner_hei_id and p.iia_id = a.partner_iia_id
      where a.hei_id = ${heiId} and a.stage = 'shared') approvals`.execute(db);
  const counted = rows[0];
  return {
    fetchable: Number(counted?.fetchable),
    localUnapprovedPartnerApproved: Number(counted?.partner_only),
    localApprovedPartnerUnapproved: Number(counted?.we_only),
    bothApproved: Number(counted?.both),
  };
};
