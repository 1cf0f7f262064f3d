import type { GeneratedAlways } from "kysely";
import type { ChangeKind } from "../../domain/changes.js";

interface WebhooksTable {
  hei_id: string;
  id: string;
  url: string;
  description: string | null;
  kinds: ChangeKind[];
  /** Sealed. */
  secret: string;
  former_secret: string | null;
  former_until: Date | null;
  /** Entries of the feed up to this position became messages. */
  read_to: string;
  created_at: Date;
  failing_since: Date | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
}

interface WebhookMessagesTable {
  hei_id: string;
  webhook_id: string;
  position: string;
  /** Address of the object: messages of one object are told in their order. */
  object: string;
  kind: ChangeKind;
  created_at: Date;
  delivered_at: Date | null;
}

interface WebhookAttemptsTable {
  id: GeneratedAlways<string>;
  hei_id: string;
  webhook_id: string;
  position: string;
  object: string;
  kind: ChangeKind;
  at: Date;
  duration_ms: number;
  status: number | null;
  problem: string | null;
}

export interface WebhookTables {
  webhooks: WebhooksTable;
  webhook_messages: WebhookMessagesTable;
  webhook_attempts: WebhookAttemptsTable;
}
