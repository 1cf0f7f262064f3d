/** The real network listener over real TLS, with a clock that stands still. */
import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange } from "../../../src/domain/exchanges/model.js";
import { createNetworkHandler } from "../../../src/ewp/runtime/inbound/network-handler.js";
import { createNetworkServer, type NetworkServerSettings } from "../../../src/ewp/runtime/inbound/network-server.js";
import type { Limits } from "../../../src/ewp/runtime/inbound/steps/limits.js";
import type { UnwrapKey } from "../../../src/security/encryption/unwrap-key.js";
import type { CurrentCatalogue, ExchangeLog } from "../../../src/ewp/runtime/ports.js";
import type { Served } from "../../../src/ewp/runtime/serve.js";
import { hostKeys, type TestHost } from "./ewp-hosts.js";
import { keptLog, type LogLine, steeredClock, type SteeredClock } from "../fixed-ports.js";
import type { TestTls } from "../servers/tls.js";

export const realIds = { uuid: () => randomUUID() };

/** Keeps exchanges in memory. */
export const keptExchanges = (): ExchangeLog & { readonly kept: Exchange[] } => {
  const kept: Exchange[] = [];
  return { kept, save: async (exchange) => void kept.push(exchange), record: (exchange) => void kept.push(exchange), room: () => undefined };
};

export interface TestNode {
  /** e.g. `https://127.0.0.1:40123`. */
  readonly publicUrl: string;
  readonly port: number;
  readonly ca: string;
  readonly clock: SteeredClock;
  readonly kept: Exchange[];
  readonly lines: LogLine[];
  close(): Promise<void>;
}

export interface TestNodeSpec<S> {
  readonly tls: TestTls;
  readonly served: readonly Served<S>[];
  /** A function, for services that need the public URL. */
  readonly services: S | ((publicUrl: string) => S);
  readonly hosts: readonly TestHost[];
  readonly catalogue: CurrentCatalogue;
  readonly clock?: SteeredClock;
  readonly maxBodyBytes?: number;
  readonly unwrapKey?: UnwrapKey;
  readonly limits?: Limits;
  readonly clientCertificates?: boolean;
  readonly server?: Omit<NetworkServerSettings, "logger">;
}

export const startNode = async <S>(spec: TestNodeSpec<S>): Promise<TestNode> => {
  const { tls, served, services, hosts, catalogue, clock = steeredClock(), maxBodyBytes, clientCertificates = false } = spec;
  const exchanges = keptExchanges();
  const logger = keptLog();
  const pending: { handler?: ReturnType<typeof createNetworkHandler> } = {};
  const server = createNetworkServer((request, response) => pending.handler?.(request, response), { tls: { cert: tls.cert, key: tls.key }, clientCertificates, logger, ...spec.server });
  const port = await listening(server);
  const publicUrl = `https://127.0.0.1:${port}`;
  pending.handler = createNetworkHandler({
    served, publicUrl, keys: hostKeys(...hosts), catalogue, exchanges, clock, ids: realIds, logger,
    services: typeof services === "function" ? (services as (url: string) => S)(publicUrl) : services,
    unwrapKey: spec.unwrapKey, clientCertificates,
    ...(maxBodyBytes === undefined ? {} : { maxBodyBytes }),
    ...(spec.limits && { limits: spec.limits }),
  });
  return { publicUrl, port, ca: tls.ca, clock, kept: exchanges.kept, lines: logger.lines, close: () => closed(server) };
};

export const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

export const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
