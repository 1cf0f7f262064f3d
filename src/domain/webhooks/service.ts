import { EwpError, badRequest, editConflict, notFound } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock } from "../../kernel/ports.js";
import type { ChangeKind } from "../changes.js";
import { CHANGE_KINDS } from "../feed/objects.js";
import type { Page, PageRequest } from "../page.js";
import type { Webhook, WebhookAttempt, WebhookStore } from "./model.js";

/** How secrets of webhooks are made and kept; provided by src/security. */
export interface WebhookSecrets {
  /** `whsec_` and 256 random bits in base64. */
  generate(): string;
  seal(webhookId: string, secret: string): Promise<string>;
  open(webhookId: string, sealed: string): Promise<string>;
}

export interface NewWebhook {
  readonly url: string;
  readonly description?: string;
  /** Absent = all that there are. */
  readonly kinds?: readonly ChangeKind[];
}

export interface WebhookEdit extends Partial<NewWebhook> {
  readonly enabled?: boolean;
}

export interface Webhooks {
  list(heiId: HeiId): Promise<readonly Webhook[]>;
  get(heiId: HeiId, id: string): Promise<Webhook>;
  /** Makes one that hears of what comes, and tells its secret, once. Throws `EwpError` 400 for a url that cannot be called. */
  create(heiId: HeiId, id: string, wanted: NewWebhook): Promise<{ readonly webhook: Webhook; readonly secret: string }>;
  edit(heiId: HeiId, id: string, edit: WebhookEdit): Promise<Webhook>;
  remove(heiId: HeiId, id: string): Promise<void>;
  /** A new secret, told once; messages carry signatures by both until a day is over. */
  rotate(heiId: HeiId, id: string): Promise<{ readonly webhook: Webhook; readonly secret: string }>;
  attempts(heiId: HeiId, id: string, page: PageRequest): Promise<Page<WebhookAttempt>>;
  /** How many messages wait anew. Throws `EwpError` 404 for a message that is not kept. */
  redeliver(heiId: HeiId, id: string, what: { readonly messageId: string } | { readonly since: Date }): Promise<number>;
}

interface Parts {
  readonly store: WebhookStore;
  readonly secrets: WebhookSecrets;
  readonly clock: Clock;
}

const OVERLAP_MS = 24 * 3_600_000;
/** Each one is asked about once a second. */
const MOST_PER_INSTITUTION = 20;

const noSuchWebhook = () => notFound("There is no webhook with this id.");
const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw noSuchWebhook();
  return value;
};

export const createWebhooks = ({ store, secrets, clock }: Parts): Webhooks => ({
  list: (heiId) => store.list(heiId),
  get: async (heiId, id) => found(await store.get(heiId, id)),
  create: async (heiId, id, { url, description, kinds = CHANGE_KINDS }) => {
    refuseUrl(url);
    if ((await store.list(heiId)).length >= MOST_PER_INSTITUTION) throw tooMany();
    const secret = secrets.generate();
    const webhook: Webhook = { heiId, id, url, kinds, createdAt: clock.now(), waiting: 0, ...given({ description }) };
    if (!(await store.add(webhook, { secret: await secrets.seal(id, secret) }))) throw editConflict("There is a webhook with this id.", "This was sent twice. Look whether it is done.");
    return { webhook, secret };
  },
  edit: async (heiId, id, { enabled, ...edit }) => {
    if (edit.url !== undefined) refuseUrl(edit.url);
    const disabled = enabled === false ? { at: clock.now(), reason: "It was disabled by hand." } : null;
    return found(await store.change(heiId, id, { ...edit, ...(enabled !== undefined && { disabled }) }));
  },
  remove: async (heiId, id) => {
    if (!(await store.remove(heiId, id))) throw noSuchWebhook();
  },
  rotate: async (heiId, id) => {
    const former = found(await store.secrets(heiId, id));
    const secret = secrets.generate();
    const until = new Date(clock.now().getTime() + OVERLAP_MS);
    const webhook = await store.change(heiId, id, { secrets: { secret: await secrets.seal(id, secret), former: { secret: former.secret, until } } });
    return { webhook: found(webhook), secret };
  },
  attempts: async (heiId, id, page) => {
    found(await store.get(heiId, id));
    return store.attempts(heiId, id, page);
  },
  redeliver: async (heiId, id, what) => {
    found(await store.get(heiId, id));
    const count = await store.redeliver(heiId, id, what);
    if ("messageId" in what && count === 0) throw notFound("This webhook has no message with this id, or it is no longer kept.");
    return count;
  },
});

/** Where it leads is looked at when it is called: names may lead elsewhere later. */
const refuseUrl = (url: string): void => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const problem = parsed?.protocol !== "https:" ? "must be an https address" : parsed.username !== "" || parsed.password !== "" || parsed.hash !== "" ? "must have no user name and no fragment" : undefined;
  if (problem !== undefined) throw badRequest(`url ${problem}.`, { details: [{ field: "url", problem }] });
};

const tooMany = (): EwpError => editConflict(`An institution has at most ${MOST_PER_INSTITUTION} webhooks.`, "Remove a webhook that is no longer needed first.", { code: "too-many-webhooks" });
