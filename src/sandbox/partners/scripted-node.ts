import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { EwpError } from "../../kernel/errors.js";
import { type HeiId, type IiaId, type OmobilityId, omobilityId } from "../../kernel/ids.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import { checkDigest } from "../../security/digest.js";
import { type HeaderMap, headerMap } from "../../security/header-map.js";
import { echoOf, type RequestHead } from "../../security/http-signature/request-head.js";
import { verifyRequestHead } from "../../security/http-signature/verify-request.js";
import { ACTS } from "./office/acts.js";
import { answerTo, refusalWith } from "./office/answers.js";
import { PartnerCaller } from "./wire/caller.js";
import { endpointsOf, freshKeys, manifestOf, manifestUrlOf, type PartnerKeys } from "./wire/identity.js";
import { listening } from "./wire/listening.js";
import type { Answer, Asked } from "./wire/messages.js";
import type { NetworkView } from "./wire/network-view.js";
import { type About, PartnerOffice } from "./office/office.js";
import type { Act, Personality } from "./personality.js";
import { PartnerReactions } from "./office/reactions.js";
import type { ServerTls } from "./wire/tls.js";
import { itsTime, signedWith } from "./wire/wire-signature.js";

export interface NodeParts {
  readonly personality: Personality;
  readonly network: NetworkView;
  readonly tls: ServerTls;
  /** 0 for any that is free. */
  readonly port: number;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** One scripted partner: a small EWP node whose faults are its personality's. */
export class ScriptedNode {
  readonly office: PartnerOffice;
  readonly caller: PartnerCaller;
  /** Every request that it got at its APIs, oldest first. */
  readonly heard: Asked[] = [];
  readonly #server: Server;
  readonly #endpoints: ReadonlyMap<string, string>;
  readonly #reactions: PartnerReactions;
  readonly #end = new AbortController();
  #gone = false;
  #url = "";

  private constructor(private readonly parts: NodeParts, private keys: PartnerKeys) {
    const { personality, network, clock, ids } = parts;
    this.caller = new PartnerCaller({ personality, network, clock, ids, keys: () => this.keys });
    this.office = new PartnerOffice(personality, this.caller);
    this.#reactions = new PartnerReactions(this.office);
    this.#endpoints = endpointsOf(personality);
    this.#server = createServer({ ...parts.tls }, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(parts: NodeParts): Promise<ScriptedNode> {
    const node = new ScriptedNode(parts, await freshKeys());
    node.#url = `https://127.0.0.1:${await listening(node.#server, parts.port)}`;
    return node;
  }

  get personality(): Personality {
    return this.parts.personality;
  }

  get heiId(): HeiId {
    return this.office.heiId;
  }

  get manifestUrl(): string {
    return manifestUrlOf(this.personality, this.#url);
  }

  /** Does something with an agreement by itself. Throws `RangeError` when that is not possible. */
  perform(act: Act, about: About): Promise<void> {
    return ACTS[act](this.office, about);
  }

  /** Resolves when it has done all that it does about what it heard so far. */
  reacted(): Promise<void> {
    return this.#reactions.done();
  }

  /** Its manifest names no host any more, so the next catalogue knows nothing of it. */
  vanish(): void {
    this.#gone = true;
  }

  /** It is back. */
  comeBack(): void {
    this.#gone = false;
  }

  /** From now on it signs with other keys, and its manifest names only those. */
  async changeKeys(): Promise<void> {
    this.keys = await freshKeys();
  }

  stop(): void {
    this.#end.abort();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const endpoint = this.#endpoints.get(path);
    const head = { method: request.method ?? "", target: request.url ?? "", headers: headerMap(request.rawHeaders) };
    const body = Buffer.concat(await request.toArray() as Buffer[]);
    if (endpoint === "discovery url") {
      response.writeHead(200, { "content-type": "text/xml" }).end(manifestOf(this.personality, this.#url, this.#gone ? undefined : this.keys));
      return;
    }
    const from = await this.#authenticate(head, body);
    const params = new URLSearchParams(head.method === "POST" ? body.toString() : query);
    const asked: Asked = { endpoint: endpoint ?? path, method: head.method, params, body: body.toString(), from: from instanceof EwpError ? undefined : from, raw: rawOf(head, body) };
    this.heard.push(asked);
    const answer = from instanceof EwpError ? refusalWith(from.status, from.developerMessage) : await this.#answer(asked);
    await this.#send(response, answer, head.headers);
    if (answer.status === 200) this.#react(asked);
  }

  /** The institution that signed, or the refusal. */
  async #authenticate(head: RequestHead, body: Buffer): Promise<HeiId | undefined | EwpError> {
    try {
      const snapshot = await this.parts.network.now();
      const verified = verifyRequestHead(head, { isOwnHost: () => true, clientKey: (keyId) => snapshot.clientKey(keyId), now: itsTime(this.parts.clock.now(), this.personality) });
      checkDigest(verified.signedHeaders["digest"], body);
      return verified.client.heiIds[0];
    } catch (error) {
      if (error instanceof EwpError) return error;
      throw error;
    }
  }

  async #answer(asked: Asked): Promise<Answer> {
    const { from, params } = asked;
    const about = { heiId: from ?? this.heiId, theirId: params.get("iia_id") as IiaId };
    await this.personality.beforeAnswer?.(asked, {
      look: async () => void await this.office.look(about.heiId, about.theirId),
      pause: (ms) => pause(ms, undefined, { signal: this.#end.signal }),
    });
    return answerTo(this.office, asked);
  }

  async #send(response: ServerResponse, { status, contentType, body }: Answer, request: HeaderMap): Promise<void> {
    const { requestId, requestSignature } = echoOf(request);
    const plain = {
      ...contentType !== "" && { "content-type": contentType },
      ...requestId !== undefined && { "x-request-id": requestId }, ...requestSignature !== undefined && { "x-request-signature": requestSignature },
    };
    const bytes = Buffer.from(body);
    const { headers, signature } = await signedWith(this.personality, { ...this.keys.server, headers: plain, body: bytes, now: this.parts.clock.now() });
    response.sendDate = false;
    response.writeHead(status, { ...headers, signature }).end(bytes);
  }

  #react({ endpoint, from, params, body }: Asked): void {
    if (from === undefined) return;
    for (const id of params.getAll("iia_id") as IiaId[]) {
      if (endpoint === "iia-cnr url") this.#reactions.copyChanged(from, id);
      if (endpoint === "iia-approval-cnr url") this.#reactions.approvalChanged(from, id);
    }
    for (const id of params.getAll("omobility_id") as OmobilityId[]) if (endpoint === "omobility-la-cnr url") this.#reactions.laChanged(from, id);
    const answered = ANSWERED[endpoint];
    if (answered) this.#reactions.answered(answered, { heiId: from, omobilityId: mobilityIn(body) });
  }
}

/** What it means that a document arrived. */
const ANSWERED: Readonly<Record<string, "nomination-decided" | "la-answered">> = { "omobilities update": "nomination-decided", "omobility-las update": "la-answered" };
const mobilityIn = (document: string): OmobilityId => omobilityId(/<omobility-id>([^<]*)</.exec(document)?.[1] ?? "");

const rawOf = ({ method, target, headers }: RequestHead, body: Buffer): string =>
  [`${method} ${target}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), "", body.toString()].join("\n");
