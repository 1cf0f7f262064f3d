import { badRequest } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import { pageRequest, presentPage } from "../lists/page.js";
import type { Operation, Operations, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentAttempt, presentWebhook } from "./present.js";

type Services = Pick<OfficeServices, "webhooks" | "ids">;

/** Who is told of changes, and how telling goes. */
export const webhookOperations = (services: Services) => ({
  listWebhooks: listWebhooks(services),
  createWebhook: createWebhook(services),
  getWebhook: getWebhook(services),
  editWebhook: editWebhook(services),
  removeWebhook: removeWebhook(services),
  rotateWebhookSecret: rotateWebhookSecret(services),
  listWebhookAttempts: listWebhookAttempts(services),
  redeliverWebhook: redeliverWebhook(services),
}) satisfies Partial<Operations>;

const listWebhooks = ({ webhooks }: Services): Operation<"listWebhooks"> => async ({ path }) =>
  ({ status: 200, body: { items: (await webhooks.list(heiId(path.heiId))).map(presentWebhook) } });

const createWebhook = ({ webhooks, ids }: Services): Operation<"createWebhook"> => async ({ path, body }) => {
  const { webhook, secret } = await webhooks.create(heiId(path.heiId), ids.uuid(), body);
  return { status: 201, body: { webhook: presentWebhook(webhook), secret }, location: `/institutions/${path.heiId}/webhooks/${webhook.id}` };
};

const getWebhook = ({ webhooks }: Services): Operation<"getWebhook"> => async ({ path }) => ({ status: 200, body: presentWebhook(await webhooks.get(heiId(path.heiId), path.webhookId)) });

const editWebhook = ({ webhooks }: Services): Operation<"editWebhook"> => async ({ path, body }) =>
  ({ status: 200, body: presentWebhook(await webhooks.edit(heiId(path.heiId), path.webhookId, body)) });

const removeWebhook = ({ webhooks }: Services): Operation<"removeWebhook"> => async ({ path }) => {
  await webhooks.remove(heiId(path.heiId), path.webhookId);
  return { status: 204 };
};

const rotateWebhookSecret = ({ webhooks }: Services): Operation<"rotateWebhookSecret"> => async ({ path }) => {
  const { webhook, secret } = await webhooks.rotate(heiId(path.heiId), path.webhookId);
  return { status: 200, body: { webhook: presentWebhook(webhook), secret } };
};

const listWebhookAttempts = ({ webhooks }: Services): Operation<"listWebhookAttempts"> => async ({ path, query }) =>
  ({ status: 200, body: presentPage(await webhooks.attempts(heiId(path.heiId), path.webhookId, pageRequest(given(query))), presentAttempt) });

const redeliverWebhook = ({ webhooks }: Services): Operation<"redeliverWebhook"> => async ({ path, body }) =>
  ({ status: 202, body: { messages: await webhooks.redeliver(heiId(path.heiId), path.webhookId, chosen(body)) } });

const chosen = ({ messageId, since }: Schema<"WebhookRedelivery">): { readonly messageId: string } | { readonly since: Date } => {
  if (messageId !== undefined) return { messageId };
  if (since !== undefined) return { since: new Date(since) };
  throw badRequest("Expected messageId or since.", { details: [{ field: "messageId", problem: "is missing" }] });
};
