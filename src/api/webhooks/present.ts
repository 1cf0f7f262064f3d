import type { Webhook, WebhookAttempt } from "../../domain/webhooks/model.js";
import { given } from "../../kernel/given.js";
import type { Schema } from "../operation.js";

/** A webhook as it is shown: never its secret. */
export const presentWebhook = ({ id, url, description, kinds, createdAt, failingSince, disabled, formerSecretUntil, waiting }: Webhook): Schema<"Webhook"> => ({
  id, url, kinds, enabled: !disabled, waiting, createdAt: createdAt.toISOString(),
  ...given({ description, failingSince: failingSince?.toISOString(), disabledAt: disabled?.at.toISOString(), disabledReason: disabled?.reason, formerSecretUntil: formerSecretUntil?.toISOString() }),
});

export const presentAttempt = ({ messageId, kind, at, durationMs, status, problem }: WebhookAttempt): Schema<"WebhookAttempt"> =>
  ({ messageId, kind, at: at.toISOString(), durationMs, taken: problem === undefined, ...given({ status, problem }) });
