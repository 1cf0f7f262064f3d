/** The network listener's request handler: plain node, since every layer between the wire and a signature costs or harms. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock, Ids, Logger } from "../../../kernel/ports.js";
import type { UnwrapKey } from "../../../security/encryption/unwrap-key.js";
import { headerMap } from "../../../security/header-map.js";
import { DATE_WINDOW_MS } from "../../../security/http-signature/date-window.js";
import { isHostOf } from "../../../security/http-signature/own-host.js";
import { createReplayGuard } from "../../../security/replay-guard.js";
import { UNLIMITED } from "../../../kernel/budgets.js";
import { type AddressOf, peerAddress } from "./caller-address.js";
import type { Arrival, WireAnswer } from "./exchange.js";
import { presentedCertificate } from "./client-certificate.js";
import { type Journal, writeDown } from "./journal.js";
import { createPipeline } from "./pipeline.js";
import type { CurrentCatalogue, ExchangeLog, HostKeys, ReplayMemory } from "../ports.js";
import { createRoutes } from "../routes.js";
import type { Served } from "../serve.js";
import type { Limits } from "./steps/limits.js";
import { readBody } from "./steps/read-body.js";

export interface NetworkParts<S> {
  /** What is served, e.g. `apis` of src/ewp/apis.ts, and what its handlers need. */
  readonly served: readonly Served<S>[];
  readonly services: S;
  /** https, without a slash at its end; may have a path. */
  readonly publicUrl: string;
  readonly keys: HostKeys;
  readonly catalogue: CurrentCatalogue;
  readonly exchanges: ExchangeLog;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  /** Absent where the runtime cannot decrypt safely: then no request may be encrypted. */
  readonly unwrapKey?: UnwrapKey | undefined;
  /** What all processes of this node remember together; absent for a single one. */
  readonly replayMemory?: ReplayMemory | undefined;
  /** Whether callers may show a client certificate instead of signing; the server has to ask for one. */
  readonly clientCertificates?: boolean;
  /** Largest request body, bytes; 1 MB unless told otherwise. */
  readonly maxBodyBytes?: number;
  /** None unless told otherwise. */
  readonly limits?: Limits;
  readonly addressOf?: AddressOf;
}

const MAX_BODY_BYTES = 1024 * 1024;
/** Request ids that are remembered, of all callers together: about 100 MB at worst. */
const REPLAY_CAPACITY = 500_000;
const NO_LIMITS: Limits = { requesters: UNLIMITED, strangers: UNLIMITED };

export type NetworkHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The handler for `createNetworkServer`. It answers every request in the name of the institution whose address was called. */
export const createNetworkHandler = <S>(parts: NetworkParts<S>): NetworkHandler => {
  const { clock, ids, keys, catalogue, logger, exchanges, maxBodyBytes = MAX_BODY_BYTES, limits = NO_LIMITS, clientCertificates = false, addressOf = peerAddress } = parts;
  const publicUrl = new URL(parts.publicUrl);
  const destinationOf = createRoutes(parts.served, parts.services, { publicUrl: parts.publicUrl, isOurs: (heiId) => keys.keysOf(heiId) !== undefined });
  const replayGuard = createReplayGuard({ windowMs: DATE_WINDOW_MS, capacity: REPLAY_CAPACITY });
  const gate = { catalogue, replayGuard, isOwnHost: isHostOf(publicUrl), windowMs: DATE_WINDOW_MS };
  const pipeline = createPipeline({ destinationOf, gate, limits, keys, clock, ids, unwrapKey: parts.unwrapKey, replayMemory: parts.replayMemory });
  const journal: Journal = { logger, exchanges, clock, keys, origin: publicUrl.origin };
  const howToRead = { maxBodyBytes, addressOf, clientCertificates };
  return (request, response) => {
    pipeline(arrivalOf(request, howToRead)).then(async (finished) => {
      const room = exchanges.room();
      if (room) await room;
      send(request, response, finished.answer, maxBodyBytes);
      writeDown(finished, journal);
    }).catch((error: unknown) => {
      logger.error("a request could not be answered", { error: error instanceof Error ? error.stack ?? error.message : String(error) });
      response.destroy();
    });
  };
};

type HowToRead = Required<Pick<NetworkParts<never>, "maxBodyBytes" | "addressOf" | "clientCertificates">>;

const arrivalOf = (request: IncomingMessage, { maxBodyBytes, addressOf, clientCertificates }: HowToRead): Arrival => {
  const headers = headerMap(request.rawHeaders);
  return {
    head: { method: request.method ?? "", target: request.url ?? "", headers },
    certificate: clientCertificates ? presentedCertificate(request) : undefined,
    readBody: () => readBody(request, headers, maxBodyBytes),
    address: () => addressOf(request),
  };
};

/** Header values are signed as they stand here; node adds nothing but the headers of the connection. */
const send = (request: IncomingMessage, response: ServerResponse, { status, headers, body }: WireAnswer, maxBodyBytes: number): void => {
  response.sendDate = false;
  const moreToCome = !request.complete && !(Number(request.headers["content-length"] ?? NaN) <= maxBodyBytes);
  response.writeHead(status, moreToCome ? { ...headers, connection: "close" } : headers);
  response.end(body.bytes);
};
