/** A partner of foreign make: answers over TLS whatever a test wants, signed by hand or not at all, and remembers what it was asked. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { closed, listening } from "./ewp-node.js";
import type { SteeredClock } from "../fixed-ports.js";
import type { TestKey } from "../registry/catalogue-xml.js";
import { digestOf, signatureOver } from "./signed-client.js";
import type { TestTls } from "../servers/tls.js";

export interface ReceivedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly message: IncomingMessage;
}

export type Respond = (request: ReceivedRequest, response: ServerResponse) => void;

export interface PartnerServer {
  readonly port: number;
  readonly url: string;
  readonly requests: ReceivedRequest[];
  /** How the next requests are answered. */
  respond: Respond;
  close(): Promise<void>;
}

export const startPartner = async (tls: TestTls): Promise<PartnerServer> => {
  const requests: ReceivedRequest[] = [];
  // Any client certificate is taken; `message.socket` tells which.
  const server = createServer({ cert: tls.cert, key: tls.key, requestCert: true, rejectUnauthorized: false }, (message, response) => {
    const chunks: Buffer[] = [];
    message.on("error", () => undefined);
    message.on("data", (chunk: Buffer) => chunks.push(chunk));
    message.on("end", () => {
      const request = { method: message.method ?? "", target: message.url ?? "", headers: message.headers as Record<string, string>, body: Buffer.concat(chunks).toString(), message };
      requests.push(request);
      partner.respond(request, response);
    });
  });
  const port = await listening(server);
  const partner: PartnerServer = { port, url: `https://127.0.0.1:${port}`, requests, respond: (_, response) => void response.end(), close: () => closed(server) };
  return partner;
};

export interface SignedAnswer {
  readonly key: TestKey;
  readonly clock: Pick<SteeredClock, "now">;
  readonly body: string | Buffer;
  readonly status?: number;
  /** Changes to the usual headers; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Names that the signature covers, when not all. */
  readonly names?: readonly string[];
  readonly tamper?: (signature: string) => string;
  /** What goes over the wire instead of the body that was signed. */
  readonly sentBody?: string;
}

/** Answers as PROTOCOL 3.4 asks, but for what is changed on purpose. */
export const answerSigned = (spec: SignedAnswer): Respond => ({ method, target, headers: asked }, response) => {
  const { key, clock, body, status = 200, headers = {}, tamper = (text) => text, sentBody = body } = spec;
  const usual = {
    "content-type": "text/xml; charset=utf-8", date: clock.now().toUTCString(), digest: digestOf(body), "x-request-id": asked["x-request-id"],
    "x-request-signature": /signature="([^"]*)"/.exec(asked["authorization"] ?? "")?.[1],
  };
  const sent = Object.fromEntries(Object.entries({ ...usual, ...headers }).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const names = spec.names ?? Object.keys(sent);
  const signature = signatureOver(names, { ...sent, "(request-target)": `${method.toLowerCase()} ${target}` }, key);
  const header = tamper(`keyId="${key.fingerprint}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signature}"`);
  response.writeHead(status, { ...sent, ...(header === "" ? {} : { signature: header }) });
  response.end(sentBody);
};
