/** The calling side of a node: real client, real TLS, a catalogue of the test. */
import { createMonitor } from "../../../src/ewp/monitoring/v0/client.js";
import type { Calls } from "../../../src/ewp/runtime/call.js";
import { createCalls } from "../../../src/ewp/runtime/outgoing/create-calls.js";
import { createHttpClient, type HttpClient, type HttpSettings } from "../../../src/ewp/runtime/outgoing/http-client.js";
import { createSender, type SenderParts } from "../../../src/ewp/runtime/outgoing/send.js";
import type { CurrentCatalogue, Monitor } from "../../../src/ewp/runtime/ports.js";
import type { Exchange } from "../../../src/domain/exchanges/model.js";
import { hostKeys, type TestHost } from "./ewp-hosts.js";
import { keptExchanges, realIds } from "./ewp-node.js";
import { keptLog, type LogLine, steeredClock, type SteeredClock } from "../fixed-ports.js";

export interface TestCaller {
  readonly calls: Calls;
  readonly monitor: Monitor;
  readonly http: HttpClient;
  readonly clock: SteeredClock;
  readonly kept: Exchange[];
  readonly lines: LogLine[];
  close(): Promise<void>;
}

export const startCaller = ({ hosts, catalogue, clock = steeredClock(), unwrapKey, certificates, lookAgain, ...settings }: {
  readonly hosts: readonly TestHost[];
  readonly catalogue: CurrentCatalogue;
  readonly clock?: SteeredClock;
  readonly lookAgain?: () => Promise<boolean>;
} & Pick<SenderParts, "unwrapKey" | "certificates"> & Partial<HttpSettings>): TestCaller => {
  const exchanges = keptExchanges();
  const logger = keptLog();
  const keys = hostKeys(...hosts);
  const http = createHttpClient({ allowPrivateAddresses: true, connectSeconds: 20, headersSeconds: 2, bodySeconds: 2, maxAnswerBytes: 100_000, ...settings });
  const sender = createSender({ http, keys, clock, ids: realIds, unwrapKey, certificates });
  const monitor = createMonitor({ catalogue, sender, clock, logger });
  const calls = createCalls({ catalogue, sender, exchanges, monitor, clock, ids: realIds, logger, ...(lookAgain && { lookAgain }) });
  return { calls, monitor, http, clock, kept: exchanges.kept, lines: logger.lines, close: () => http.close() };
};
