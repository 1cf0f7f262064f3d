import type { Json } from "./json.js";

interface AgreementRenewalsTable {
  hei_id: string;
  source_id: string;
  first_year: string;
  last_year: string;
  attempt: number;
  draft_id: string;
  created_at: Date;
}

interface RenewalRemindersTable {
  hei_id: string;
  partner_hei_id: string;
  reminded_at: Date;
}

interface PartnerFactsheetsTable {
  partner_hei_id: string;
  asked_at: Date;
  /** Null while it never answered. */
  read_at: Date | null;
  /** Null where it publishes none. */
  doc: Json | null;
}

interface CalendarFeedsTable {
  id: string;
  hei_id: string;
  caller_kind: "system" | "person";
  caller_id: string;
  name: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  created_at: Date;
  revoked_at: Date | null;
}

interface DigestWishesTable {
  person_id: string;
  hei_id: string;
  unsubscribe_key: string;
  /** YYYY-MM-DD */
  sent_on: string | null;
}

/** What offices plan with. */
export interface OfficeTables {
  agreement_renewals: AgreementRenewalsTable;
  renewal_reminders: RenewalRemindersTable;
  partner_factsheets: PartnerFactsheetsTable;
  calendar_feeds: CalendarFeedsTable;
  digest_wishes: DigestWishesTable;
}
