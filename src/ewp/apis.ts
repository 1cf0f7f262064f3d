/** What this node serves: one line per API version. Manifest, routes and fan-out derive from it (docs/adding-an-api.md). */
import { serveDiscoveryV6 } from "./discovery/v6/server.js";
import { serveEchoV2 } from "./echo/v2/server.js";
import type { Served, ServicesOf } from "./runtime/serve.js";

const SERVED = [
  serveDiscoveryV6,
  serveEchoV2,
];

/** Everything that the handlers need, derived from the lines above. */
export type EwpServices = ServicesOf<typeof SERVED>;

export const apis: readonly Served<EwpServices>[] = SERVED;
