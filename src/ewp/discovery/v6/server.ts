import { RawAnswer, serve } from "../../runtime/serve.js";
import { discoveryV6 } from "./api.js";
import type { Manifests } from "./manifests.js";

/** Registries may keep the manifest this long, seconds: a new key or API has to be seen soon (PROTOCOL 2.1 rule 3). */
const MAX_AGE_S = 60;

export const serveDiscoveryV6 = serve(discoveryV6, ({ manifests }: { readonly manifests: Manifests }) => ({
  url: async ({ heiId }) => new RawAnswer({
    bytes: await manifests.manifestOf(heiId),
    headers: { "cache-control": `public, max-age=${MAX_AGE_S}` },
  }),
}));
