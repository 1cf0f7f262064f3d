import { type Selectable, sql } from "kysely";
import type { SealedSecrets, Webhook, WebhookAttempt, WebhookChange } from "../../domain/webhooks/model.js";
import type { HeiId } from "../../kernel/ids.js";
import { cursorOf } from "../sql/cursor.js";
import type { WebhookTables } from "../sql/webhook-tables.js";

type Row = Selectable<WebhookTables["webhooks"]>;

export const toWebhook = (row: Row & { readonly waiting: string | number }): Webhook => ({
  heiId: row.hei_id as HeiId, id: row.id, url: row.url, kinds: row.kinds, createdAt: row.created_at, waiting: Number(row.waiting),
  ...(row.description !== null && { description: row.description }),
  ...(row.failing_since && { failingSince: row.failing_since }),
  ...(row.disabled_at && { disabled: { at: row.disabled_at, reason: row.disabled_reason ?? "" } }),
  ...(row.former_until && { formerSecretUntil: row.former_until }),
});

export const toSecrets = ({ secret, former_secret, former_until }: Pick<Row, "secret" | "former_secret" | "former_until">): SealedSecrets =>
  ({ secret, ...(former_secret !== null && former_until && { former: { secret: former_secret, until: former_until } }) });

export const columnsOf = ({ url, description, kinds, disabled, secrets }: WebhookChange) => ({
  ...(url !== undefined && { url }),
  ...(description !== undefined && { description }),
  ...(kinds && { kinds: [...kinds] }),
  ...(disabled && { disabled_at: disabled.at, disabled_reason: disabled.reason }),
  ...(disabled === null && { disabled_at: null, disabled_reason: null, failing_since: null }),
  ...(secrets && { secret: secrets.secret, former_secret: secrets.former?.secret ?? null, former_until: secrets.former?.until ?? null }),
});

export const toAttempt = ({ position, kind, at, duration_ms, status, problem }: Selectable<WebhookTables["webhook_attempts"]>): WebhookAttempt =>
  ({ messageId: cursorOf(position), kind, at, durationMs: duration_ms, ...(status !== null && { status }), ...(problem !== null && { problem }) });

export const waitingOf = sql<string>`(select count(*) from webhook_messages m where m.hei_id = webhooks.hei_id and m.webhook_id = webhooks.id and m.delivered_at is null)`.as("waiting");
