import type { Json } from "./json.js";

interface PeopleTable {
  id: string;
  email: string;
  name: string;
  locale: string | null;
  grants: Json;
  password_hash: string | null;
  created_at: Date;
  disabled_at: Date | null;
  revision: number;
}

interface SecondFactorsTable {
  person_id: string;
  /** The shared secret, encrypted. */
  sealed: Buffer;
  created_at: Date;
  /** Not asked for before. */
  confirmed_at: Date | null;
  /** Of the last code that was taken: neither it nor an older one is taken again. */
  last_step: string | null;
  /** Wrong codes since the last right one. */
  wrong: number;
  /** SHA-256 of each recovery code that was not used yet. */
  recovery_hashes: string[];
}

/** Who somebody is at the institution's provider. */
interface IdentitiesTable {
  issuer: string;
  subject: string;
  person_id: string;
}

interface SignInsTable {
  id: string;
  person_id: string;
  hash: string;
  way: string;
  needs: string | null;
  created_at: Date;
  used_at: Date;
  ends_at: Date;
  ended_at: Date | null;
}

/** Only added to; a trigger refuses the rest. */
interface AuditEntriesTable {
  number: string;
  at: Date;
  actor: string;
  caller_id: string | null;
  operation: string;
  hei_id: string | null;
  objects: string[];
  filters: string[];
  found: number | null;
  status: number;
  request_id: string;
  previous: Buffer;
  hash: Buffer;
  seal: Buffer;
}

export interface PeopleTables {
  audit_entries: AuditEntriesTable;
  people: PeopleTable;
  second_factors: SecondFactorsTable;
  identities: IdentitiesTable;
  sign_ins: SignInsTable;
}
