/** Webhooks from a change to the receiver, over TLS, through the outbox; the receiver verifies with the specification's own library. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { Webhook } from "standardwebhooks";
import { composeWebhooks } from "../../src/app/webhooks.js";
import { created } from "../api/support/journey.js";
import { type Office, OTHER, startOffice, testDataKeys, US } from "../api/support/office.js";
import { workOff } from "../support/ewp/work-off.js";
import { testTls } from "../support/servers/tls.js";

interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
}

const received: Received[] = [];
/** Statuses of the next answers; 204 when there are no more. */
const answers: number[] = [];
let office: Office;
let server: Server;
let url: string;
let directory: string;
let composed: ReturnType<typeof composeWebhooks>;
let sealed: ReturnType<typeof composeWebhooks>;

beforeAll(async () => {
  office = await startOffice();
  // The library verifies against the time of the day.
  office.clock.set(new Date());
  const tls = await testTls();
  server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => { body += piece; }).on("end", () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(answers.shift() ?? 204, { location: "https://elsewhere.example/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook?from=ewp`;
  directory = mkdtempSync(join(tmpdir(), "passerelle-webhooks-"));
  writeFileSync(join(directory, "ca.pem"), tls.ca);
  const outgoing = { extraCa: join(directory, "ca.pem"), allowPrivateAddresses: false, clientCertificates: false, connectSeconds: 1, headersSeconds: 1, bodySeconds: 1, maxAnswerBytes: 65_536 };
  const compose = (privateAddresses: boolean) => composeWebhooks({ config: { outgoing, webhooks: { privateAddresses, disableDays: 5 } }, store: office.store, system: office, dataKeys: testDataKeys });
  [composed, sealed] = [compose(true), compose(false)];
});
afterAll(async () => {
  await Promise.all([composed.close(), sealed.close()]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await office.close();
  rmSync(directory, { recursive: true });
});

const WEBHOOKS = `/institutions/${US}/webhooks`;
const shown = async (id: string) => (await office.call("get", `${WEBHOOKS}/${id}`).expect(200)).body;
const attemptsOf = async (id: string) => (await office.call("get", `${WEBHOOKS}/${id}/attempts`).expect(200)).body.items;
/** As the fan-out and the worker do: what is new goes to the outbox, and that is worked off. */
const deliver = async (by = composed): Promise<readonly string[]> => {
  const work = workOff(office.store, office.clock, {
    notify: { "iia-cnr": async () => "x" }, tellWebhook: by.deliver,
  });
  await office.store.webhooks.fanOut(office.clock.now());
  return (await work()).filter((line) => line.startsWith("webhook"));
};
const subscribed = async (more: object = {}) => (await office.call("post", WEBHOOKS).send({ url, ...more }).expect(201)).body as { readonly webhook: { readonly id: string }; readonly secret: string };
const verify = (secret: string, { headers, body }: Received) => new Webhook(secret).verify(body, headers) as { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
const objectOf = (id: string) => ({ type: "agreement", id, partnerHeiId: "lac.example", href: `/api/v1/institutions/${US}/agreements/${id}` });

beforeEach(async () => {
  for (const { id } of (await office.call("get", WEBHOOKS).expect(200)).body.items) await office.call("delete", `${WEBHOOKS}/${id}`).expect(204);
  await deliver();
  received.length = answers.length = 0;
});

test("a change is told, signed, once, to who wants it; the secret is kept sealed and shown once", async () => {
  const { webhook, secret } = await subscribed({ description: "Student records" });
  const other = await subscribed({ kinds: ["imobility-seen"] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { id } = await created(office);
  expect(await deliver()).toEqual([`webhook /api/v1/institutions/${US}/agreements/${id} delivered`]);
  expect(await deliver()).toEqual([]);
  expect(received).toHaveLength(1);
  const [message] = received as [Received];
  expect(verify(secret, message)).toMatchObject({ type: "draft-changed", data: { heiId: US, kind: "draft-changed", actor: "system", object: objectOf(id), cursor: message.headers["webhook-id"] } });
  expect(() => verify(other.secret, message)).toThrow("No matching signature found");
  expect(await attemptsOf(webhook.id)).toEqual([{ messageId: message.headers["webhook-id"], kind: "draft-changed", at: expect.any(String), durationMs: expect.any(Number), taken: true, status: 204 }]);
  expect(await shown(webhook.id)).toMatchObject({ enabled: true, waiting: 0, description: "Student records" });
  expect(JSON.stringify([await shown(webhook.id), await office.store.webhooks.secrets(US, webhook.id)])).not.toContain(secret);
  expect((await office.call("get", `/institutions/${OTHER}/webhooks`).expect(200)).body.items).toEqual([]);
});

test("messages of one object are told in their order: the next one waits until the one before was taken", async () => {
  const { webhook } = await subscribed();
  const { id } = await created(office);
  await office.call("post", `/institutions/${US}/agreements/${id}/send`).expect(200);
  const second = await created(office);
  answers.push(500);
  const outcomes = await deliver();
  expect(outcomes.filter((line) => line.includes(" retry: "))).toHaveLength(1);
  const kinds = () => received.map(({ body }) => [JSON.parse(body).data.object.id, JSON.parse(body).type]);
  const failing = kinds()[0]?.[0];
  expect([id, second.id]).toContain(failing);
  expect((await attemptsOf(webhook.id)).at(-1)).toMatchObject({ taken: false, status: 500, problem: "The receiver answered 500; expected 2xx." });
  await deliver();
  const ofFirst = kinds().filter(([object]) => object === id).map(([, kind]) => kind);
  expect(ofFirst).toEqual(failing === id ? ["draft-changed", "draft-changed", "iia-copy-changed"] : ["draft-changed", "iia-copy-changed"]);
  expect(await shown(webhook.id)).toMatchObject({ waiting: 0 });
});

test("a redirect is not followed; 410 disables; enabled again it is told of what it missed", async () => {
  const { webhook } = await subscribed();
  await created(office);
  answers.push(307, 410);
  await deliver();
  await deliver();
  expect(await shown(webhook.id)).toMatchObject({ enabled: false, disabledReason: "The receiver answered 410: it wants no more messages.", waiting: 1 });
  const missed = await created(office);
  expect(await deliver()).toEqual([]);
  expect((await office.call("patch", `${WEBHOOKS}/${webhook.id}`).send({ enabled: true }).expect(200)).body).toMatchObject({ enabled: true });
  await deliver();
  expect(received.map(({ body }) => JSON.parse(body).data.object.id).slice(2)).toContain(missed.id);
  expect(await shown(webhook.id)).toMatchObject({ waiting: 0 });
});

test("who takes nothing for days is disabled, and the reason says so", async () => {
  const { webhook } = await subscribed();
  await created(office);
  answers.push(503, 503);
  await deliver();
  expect(await shown(webhook.id)).toMatchObject({ enabled: true, failingSince: office.clock.now().toISOString() });
  office.clock.advance(5 * 86_400_000);
  await deliver();
  expect(await shown(webhook.id)).toMatchObject({ enabled: false, disabledReason: "Nothing was taken for 5 days. The receiver answered 503; expected 2xx." });
  office.clock.advance(-5 * 86_400_000);
});

test("a new secret signs beside the one before for a day", async () => {
  const { webhook, secret } = await subscribed();
  const rotated = (await office.call("post", `${WEBHOOKS}/${webhook.id}/secret`).expect(200)).body;
  expect(rotated.webhook.formerSecretUntil).toBe(new Date(office.clock.now().getTime() + 86_400_000).toISOString());
  await created(office);
  await deliver();
  const [message] = received as [Received];
  for (const one of [secret, rotated.secret]) expect(verify(one, message)).toMatchObject({ type: "draft-changed" });
  office.clock.advance(86_400_000);
  await created(office);
  await deliver();
  expect((received[1] as Received).headers["webhook-signature"]?.split(" ")).toHaveLength(1);
});

test("one message or all since a moment are told again, under the same id", async () => {
  const { webhook } = await subscribed();
  const since = office.clock.now();
  office.clock.advance(1);
  for (let count = 0; count < 3; count++) await created(office);
  await deliver();
  const ids = received.map(({ headers }) => headers["webhook-id"]);
  const again = (body: object) => office.call("post", `${WEBHOOKS}/${webhook.id}/redeliver`).send(body);
  expect((await again({ messageId: ids[1] }).expect(202)).body).toEqual({ messages: 1 });
  await deliver();
  expect(received[3]?.headers["webhook-id"]).toBe(ids[1]);
  expect((await again({ since: new Date(since.getTime() + 1).toISOString() }).expect(202)).body).toEqual({ messages: 3 });
  await deliver();
  expect(received.slice(4).map(({ headers }) => headers["webhook-id"]).sort()).toEqual([...ids].sort());
  const unknown = await again({ messageId: Buffer.from('["999999"]').toString("base64url") });
  expect([unknown.status, unknown.body.detail]).toEqual([404, "This webhook has no message with this id, or it is no longer kept."]);
  expect((await again({}).expect(400)).body.type).toBe("urn:passerelle:problem:contract-violated");
});

test("no address of the node's own neighbours unless it is allowed, whatever the url says", async () => {
  const { webhook } = await subscribed();
  await created(office);
  const host = new URL(url).host;
  expect((await deliver(sealed)).map((line) => line.replace(/^.* retry: /, ""))).toEqual([`The webhook's server ${host} is at a private address; such addresses are only called when the configuration allows it (ERR_PRIVATE_ADDRESS).`]);
  expect(received).toEqual([]);
  await office.call("patch", `${WEBHOOKS}/${webhook.id}`).send({ url: url.replace("127.0.0.1", "localhost") }).expect(200);
  expect(await deliver(sealed)).toEqual([expect.stringContaining("is at a private address")]);
  expect(received).toEqual([]);
  for (const wrong of ["https://user:secret@hooks.example/", "https://hooks.example/#part"]) {
    const refused = await office.call("post", WEBHOOKS).send({ url: wrong });
    expect([refused.status, refused.body.detail]).toEqual([400, "url must have no user name and no fragment."]);
  }
  expect((await office.call("post", WEBHOOKS).send({ url: "http://hooks.example/" })).status).toBe(400);
});

test("what was removed is there no more", async () => {
  const { webhook } = await subscribed();
  await created(office);
  await office.call("delete", `${WEBHOOKS}/${webhook.id}`).expect(204);
  expect(await deliver()).toEqual([]);
  for (const [method, path] of [["get", ""], ["delete", ""], ["post", "/secret"], ["get", "/attempts"]] as const) {
    const absent = await office.call(method, `${WEBHOOKS}/${webhook.id}${path}`);
    expect([absent.status, absent.body.detail]).toEqual([404, "There is no webhook with this id."]);
  }
});
