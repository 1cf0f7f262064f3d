import { readFileSync } from "node:fs";
import type { Config } from "../config/settings.js";
import { deliverLane, type WebhookCall } from "../domain/webhooks/deliver.js";
import { createWebhooks, type WebhookSecrets } from "../domain/webhooks/service.js";
import { createHttpClient } from "../ewp/runtime/outgoing/http-client.js";
import { given } from "../kernel/given.js";
import { generateWebhookSecret, openWebhookSecret, sealWebhookSecret, signWebhook } from "../security/webhook-secrets.js";
import type { Store } from "../store/open.js";
import type { DataKeys } from "./keys/data-keys.js";
import type { System } from "./system.js";

interface Parts {
  readonly config: Pick<Config, "outgoing" | "webhooks">;
  readonly store: Pick<Store, "webhooks">;
  readonly system: Pick<System, "clock">;
  readonly dataKeys: DataKeys;
}

const DAY_MS = 86_400_000;
/** A receiver keeps the message and answers; its work comes later. */
const LIMITS = { connectSeconds: 10, headersSeconds: 15, bodySeconds: 15, maxAnswerBytes: 64 * 1024 };

const webhookSecrets = (dataKeys: DataKeys): WebhookSecrets => ({
  generate: generateWebhookSecret,
  seal: async (id, secret) => sealWebhookSecret(await dataKeys("webhooks"), id, secret),
  open: async (id, sealed) => openWebhookSecret(await dataKeys("webhooks"), id, sealed),
});

/** Webhooks as they are made and told; `close` ends the connections to them. */
export const composeWebhooks = ({ config, store, system: { clock }, dataKeys }: Parts) => {
  const secrets = webhookSecrets(dataKeys);
  const extraCa = config.outgoing.extraCa === undefined ? undefined : readFileSync(config.outgoing.extraCa, "utf8");
  const http = createHttpClient({ ...LIMITS, ...given({ extraCa }), allowPrivateAddresses: config.webhooks.privateAddresses, whose: "The webhook's" });
  const post = async ({ url, headers, body }: WebhookCall): Promise<number> => {
    const address = new URL(url);
    return (await http.send({ url: address, head: { method: "POST", target: `${address.pathname}${address.search}`, headers }, body: Buffer.from(body) })).status;
  };
  return {
    commands: createWebhooks({ store: store.webhooks, secrets, clock }),
    deliver: deliverLane({ store: store.webhooks, secrets, sign: signWebhook, post, patienceMs: config.webhooks.disableDays * DAY_MS, clock }),
    close: () => http.close(),
  };
};
