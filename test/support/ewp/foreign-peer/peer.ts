/**
 * A node of another make, small but whole: own signatures, own documents, own manifest. It shares nothing with src, so that what both
 * agree on is the protocol and not a common mistake.
 */
import { randomUUID } from "node:crypto";
import { createServer as createHttp, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createHttps, request } from "node:https";
import type { AddressInfo } from "node:net";
import { approvalResponse, cnrResponse, echoResponse, errorResponse, getResponse, indexResponse, manifest, type PeerCopy, readCatalogue } from "./documents.js";
import { digestOf, faultsOf, parametersIn, peerKey, signatureOf } from "./signing.js";

export interface PeerRequest {
  readonly method: string;
  readonly path: string;
  readonly params: URLSearchParams;
  /** The institution whose key signed. */
  readonly from: string | undefined;
  /** What was wrong with its signature. */
  readonly faults: readonly string[];
}

const listen = (server: Server): Promise<number> => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
const bodyOf = async (message: IncomingMessage): Promise<Buffer> => Buffer.concat(await message.toArray() as Buffer[]);
const plain = ({ headers }: IncomingMessage) => headers as Record<string, string>;

export class ForeignPeer {
  readonly received: PeerRequest[] = [];
  readonly copies = new Map<string, PeerCopy>();
  /** Hashes of partners' copies that the peer approved, by the partner's id. */
  readonly approvals = new Map<string, string>();
  readonly #client = peerKey();
  readonly #server = peerKey();
  readonly #apis = createHttps((message, response) => void this.#serve(message, response));
  readonly #manifest = createHttp((_, response) => response.end(manifest({ heiId: this.heiId, manifestUrl: this.manifestUrl, url: this.#url, client: this.#client, server: this.#server })));
  #url = "";
  #ca = "";
  #network: Awaited<ReturnType<typeof readCatalogue>> = { hosts: [], keys: new Map() };
  manifestUrl = "";

  constructor(readonly heiId: string) {}

  /** From here on the manifest can be read; the APIs answer after `join`. */
  async open(): Promise<this> {
    this.manifestUrl = `http://127.0.0.1:${await listen(this.#manifest)}/manifest`;
    this.#url = `https://127.0.0.1:${await listen(this.#apis)}`;
    return this;
  }

  /** Takes a certificate of the network, and learns who is in it. */
  async join({ ca, cert, key, catalogueUrl }: { ca: string; cert: string; key: string; catalogueUrl: string }): Promise<void> {
    this.#apis.setSecureContext({ cert, key });
    this.#ca = ca;
    this.#network = await readCatalogue((await this.#send("GET", catalogueUrl, "", {})).body.toString());
  }

  close(): void {
    for (const server of [this.#apis, this.#manifest]) server.close().closeAllConnections();
  }

  /** A signed call to an institution, e.g. of `iias get-url`; the verified answer. */
  async call(heiId: string, endpoint: string, params: Record<string, string>, method = "GET"): Promise<string> {
    const host = this.#network.hosts.find(({ heiIds, urls }) => heiIds.includes(heiId) && endpoint in urls);
    if (!host) throw new Error(`${heiId} has no ${endpoint}`);
    const form = new URLSearchParams(params).toString();
    const url = new URL(`${host.urls[endpoint]}${method === "GET" ? `?${form}` : ""}`);
    const body = method === "GET" ? "" : form;
    const headers = {
      host: url.host, "original-date": new Date().toUTCString(), "x-request-id": randomUUID(), digest: digestOf(body), "accept-signature": "rsa-sha256",
      ...(body === "" ? {} : { "content-type": "application/x-www-form-urlencoded; charset=utf-8" }),
    };
    const authorization = `Signature ${signatureOf(headers, this.#client, `${method.toLowerCase()} ${url.pathname}${url.search}`)}`;
    const answer = await this.#send(method, url.href, body, { ...headers, authorization });
    const { signature = "" } = answer.headers;
    const { keyId = "" } = parametersIn(signature);
    const faults = faultsOf({ ...answer, signature }, host.serverKeys.includes(keyId) ? this.#network.keys.get(keyId) : undefined, ["digest", "x-request-id", "x-request-signature"]);
    if (answer.headers["x-request-id"] !== headers["x-request-id"]) faults.push("x-request-id is another");
    if (answer.status !== 200 || faults.length > 0) throw new Error(`${endpoint} of ${heiId}: ${answer.status} ${faults.join(", ")} ${answer.body.toString()}`);
    return answer.body.toString();
  }

  #send(method: string, url: string, body: string, headers: Record<string, string>): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers: { ...headers, ...(body === "" ? {} : { "content-length": Buffer.byteLength(body) }) }, ca: this.#ca, agent: false }, (answer) => {
        bodyOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, headers: plain(answer), body: bytes }), reject);
      });
      outgoing.on("error", reject).end(body);
    });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const [body, headers, { method = "", url = "" }] = [await bodyOf(message), plain(message), message];
    const [path = "", query = ""] = url.split("?");
    const signature = (headers["authorization"] ?? "").replace(/^Signature /, "");
    const { keyId = "", signature: given = "" } = parametersIn(signature);
    const from = this.#network.hosts.find(({ clientKeys }) => clientKeys.includes(keyId))?.heiIds[0];
    const required = ["(request-target)", "host", "digest", "x-request-id", ...(body.length > 0 ? ["content-type"] : [])];
    const faults = faultsOf({ headers, body, signature, target: `${method.toLowerCase()} ${url}` }, from === undefined ? undefined : this.#network.keys.get(keyId), required);
    const asked: PeerRequest = { method, path, params: new URLSearchParams(method === "POST" ? body.toString() : query), from, faults };
    this.received.push(asked);
    const found = faults.length > 0 ? undefined : this.#answer(asked);
    const text = found ?? errorResponse(faults.join(", ") || "nothing is served here");
    const signed = { date: new Date().toUTCString(), digest: digestOf(text), "x-request-id": headers["x-request-id"] ?? "", "x-request-signature": given, "content-type": "application/xml;charset=UTF-8" };
    response.writeHead(found === undefined ? 400 : 200, { ...signed, signature: signatureOf(signed, this.#server) }).end(text);
  }

  #answer({ method, path, params, from = "" }: PeerRequest): string | undefined {
    const ids = params.getAll("iia_id");
    const shared = [...this.copies.values()].filter(({ partner }) => partner === from);
    if (path === "/echo") return echoResponse(from, params.getAll("echo"));
    if (path === "/iias/get") return getResponse(shared.filter(({ id }) => ids.includes(id)));
    if (path === "/iias/index") return indexResponse(shared.map(({ id }) => id));
    if (path === "/iias-approval") return approvalResponse([...this.approvals].filter(([id]) => ids.includes(id) && shared.some(({ partnerIiaId }) => partnerIiaId === id)));
    if (method === "POST" && path === "/iia-cnr") return cnrResponse("iia-cnr", 3);
    if (method === "POST" && path === "/iia-approval-cnr") return cnrResponse("iia-approval-cnr", 2);
    return undefined;
  }
}
