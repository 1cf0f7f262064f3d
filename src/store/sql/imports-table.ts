import type { Generated, GeneratedAlways } from "kysely";
import type { ImportKind, ImportOrder, ImportState } from "../../domain/imports/model.js";
import type { Repeated } from "../../domain/nominations/cohort/nominated.js";
import type { Json } from "./json.js";

export interface ImportsTable {
  hei_id: string;
  kind: ImportKind;
  id: string;
  /** The order of their coming. */
  number: GeneratedAlways<string>;
  media_type: ImportOrder["mediaType"];
  /** Null once it is over. */
  file: Buffer | null;
  confirm: boolean;
  repeated: Repeated | null;
  actor: string;
  created_at: Date;
  state: Generated<ImportState>;
  rows: Generated<number>;
  looked: Generated<number>;
  stored: Generated<number>;
  /** Somebody wants it to stop. */
  cancelled: Generated<boolean>;
  /** Who works on it, and until when nobody else may. */
  holder: string | null;
  lease_until: Date | null;
  attempts: Generated<number>;
  ended_at: Date | null;
  report: Json | null;
  failure: string | null;
}
