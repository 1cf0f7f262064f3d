import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { DataKey } from "./keys/data-key.js";
import { seal, unseal } from "./keys/sealing.js";

/** A fresh secret of a webhook: 256 random bits in base64 after `whsec_`, as Standard Webhooks writes them. */
export const generateWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

const labelOf = (webhookId: string) => ({ kind: "webhook secret", name: webhookId }) as const;

/** A secret sealed for the store, bound to its webhook. */
export const sealWebhookSecret = (key: DataKey, webhookId: string, secret: string): string => seal(key, labelOf(webhookId), Buffer.from(secret));

export const openWebhookSecret = (key: DataKey, webhookId: string, sealed: string): string => unseal(key, labelOf(webhookId), sealed).toString();

/** `v1,` and the HMAC of id, time and body. */
export const signWebhook = (secret: string, { id, at, body }: { readonly id: string; readonly at: Date; readonly body: string }): string => new Webhook(secret).sign(id, at, body);
