import { request } from "undici";
import { errorResponse } from "../../../ewp/runtime/error-response.js";
import type { Api } from "../../../ewp/runtime/define.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import { readDocument } from "../../../xml/read.js";
import { inCatalogue, nameOf, type PartnerKeys } from "./identity.js";
import { type Said, XML } from "./messages.js";
import type { NetworkView } from "./network-view.js";
import type { Personality } from "../personality.js";
import { signedWith } from "./wire-signature.js";

interface CallerParts {
  readonly personality: Personality;
  readonly network: NetworkView;
  readonly keys: () => PartnerKeys;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What a scripted partner asks others. It believes every answer: what is scripted are its own faults, not its care. */
export class PartnerCaller {
  /** Every call with what came of it, oldest first. */
  readonly said: Said[] = [];

  constructor(private readonly parts: CallerParts) {}

  /** A signed call with parameters, or with a document; the body of a 200, undefined for everything else, which `said` tells. */
  async call(to: HeiId, api: Api, endpoint: string, content: Readonly<Record<string, string>> | string): Promise<Uint8Array | undefined> {
    const form = typeof content === "string" ? content : new URLSearchParams(content).toString();
    const facts = { to, endpoint: nameOf(api, endpoint), params: form };
    try {
      const { status, body } = await this.#send(to, api, endpoint, form);
      this.said.push({ ...facts, status, ...status !== 200 && { message: messageIn(body) } });
      return status === 200 ? body : undefined;
    } catch (error) {
      this.said.push({ ...facts, status: undefined, message: String(error) });
      return undefined;
    }
  }

  async #send(to: HeiId, api: Api, endpoint: string, form: string): Promise<{ readonly status: number; readonly body: Uint8Array }> {
    const { personality, network, keys, clock, ids } = this.parts;
    const { namespace, element, url: urlElement } = inCatalogue(api, endpoint);
    const address = await network.address(to, { namespace, element }, urlElement);
    if (address === undefined) throw new Error(`${to} has no ${nameOf(api, endpoint)} in the catalogue`);
    const method = api.endpoints[endpoint]?.methods[0] ?? "GET";
    const url = new URL(method === "GET" && form !== "" ? `${address}?${form}` : address);
    const body = Buffer.from(method === "POST" ? form : "");
    const type = api.endpoints[endpoint]?.body ? XML : personality.formType ?? "application/x-www-form-urlencoded";
    const plain = {
      host: url.host, "x-request-id": ids.uuid(), "accept-signature": "rsa-sha256",
      ...method === "POST" && { "content-type": type },
    };
    const { headers, signature } = await signedWith(personality, { ...keys().client, headers: plain, body, now: clock.now(), target: `${method.toLowerCase()} ${url.pathname}${url.search}` });
    const answer = await request(url, { method, headers: { ...headers, authorization: `Signature ${signature}` }, body: body.length > 0 ? body : null, dispatcher: network.dispatcher });
    return { status: answer.statusCode, body: new Uint8Array(await answer.body.arrayBuffer()) };
  }
}

const messageIn = (body: Uint8Array): string => {
  try {
    return readDocument(errorResponse, body).developerMessage;
  } catch {
    return `no error-response: ${Buffer.from(body).toString("utf8", 0, 200)}`;
  }
};
