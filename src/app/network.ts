import { readFileSync } from "node:fs";
import { apis } from "../ewp/apis.js";
import { createManifests } from "../ewp/discovery/v6/manifests.js";
import { createNetworkHandler } from "../ewp/runtime/inbound/network-handler.js";
import { addressIn, nobodysAddress, peerAddress } from "../ewp/runtime/inbound/caller-address.js";
import { createNetworkServer } from "../ewp/runtime/inbound/network-server.js";
import { budgetsOf } from "../kernel/budgets.js";
import type { Core } from "./core.js";
import { listen, type Listener } from "./listener.js";

/** Institutions, or addresses of strangers, whose budgets are remembered: a few megabytes. */
const MOST_CALLERS = 20_000;

/** The network listener: manifests and EWP APIs, nothing else. */
export const openNetwork = async ({ config, system, store, keys, catalogue, directory, nominations, learningAgreements, unwrapKey, certificates }: Core): Promise<Listener> => {
  const { network, provider } = config;
  const { clientCertificates } = network;
  const replayMemory = await replayMemoryFor(config.delivery, system.logger);
  const manifests = createManifests({
    institutions: store.institutions,
    keys,
    certificates,
    clock: system.clock,
    publisher: { ...provider, publicUrl: network.publicUrl, apis: apis.map(({ api }) => api), offers: { clientCertificates, encryptedRequests: unwrapKey !== undefined, encryptedAnswers: true } },
  });
  const handler = createNetworkHandler({
    ...system,
    served: apis,
    services: {
      manifests, namesOf: directory.namesOf,
      agreements: store.agreements, institutions: store.institutions, files: store.files, courses: store.courses, transcripts: store.transcripts, refreshRequests: store.refreshRequests,
      nominations: store.nominations, nominationCommands: nominations, las: store.learningAgreements, learningAgreements,
    },
    publicUrl: network.publicUrl,
    maxBodyBytes: network.maxBodyBytes,
    exchanges: store.exchanges,
    keys,
    catalogue,
    unwrapKey,
    replayMemory,
    clientCertificates,
    limits: { requesters: budgetsOf(network.requestsPerMinute, MOST_CALLERS), strangers: budgetsOf(network.refusalsPerMinute, MOST_CALLERS) },
    addressOf: network.addressHeader !== undefined ? addressIn(network.addressHeader) : network.tls === "proxy" ? nobodysAddress : peerAddress,
  });
  const server = createNetworkServer(handler, { logger: system.logger, clientCertificates, requestSeconds: network.requestSeconds, ...tlsOf(network) });
  const listener = await listen(server, { host: network.host, port: network.port, name: "network" });
  return {
    close: async (seconds) => {
      await listener.close(seconds);
      replayMemory?.close();
    },
  };
};

/** The Redis client is loaded only where it is needed: it costs a tenth of a second at start. */
const replayMemoryFor = async ({ redisUrl: url, redisPrefix: prefix }: Core["config"]["delivery"], logger: Core["system"]["logger"]) =>
  url === undefined ? undefined : (await import("./redis-replay-memory.js")).redisReplayMemory({ url, prefix, logger });

const tlsOf = ({ tls, tlsCert, tlsKey }: Core["config"]["network"]) =>
  tls === "own" && tlsCert !== undefined && tlsKey !== undefined ? { tls: { cert: readFileSync(tlsCert, "utf8"), key: readFileSync(tlsKey, "utf8") } } : {};
