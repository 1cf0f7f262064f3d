import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { type Api, urlElement } from "../define.js";
import { Unusable } from "./unusable.js";

export interface FoundEndpoint {
  readonly entry: ApiEntry;
  readonly url: string;
}

const usable = ({ clientAuth, requestEncryption, responseEncryption }: ApiEntry): boolean =>
  clientAuth.includes("httpsig") && requestEncryption.includes("tls") && responseEncryption.includes("tls");

/** Where the partner serves an endpoint: of its usable entries that of the highest version (PROTOCOL 2.2). Throws `Unusable` when it does not, or not in a way that we can call. */
export const findEndpoint = (snapshot: Snapshot, partner: string, api: Api, endpointName: string): FoundEndpoint => {
  const entries = snapshot.apiEntries(partner, api.manifestNamespace, api.element);
  const found = entries.filter(usable).map((entry) => ({ entry, url: entry.urls[urlElement(endpointName)] })).find(({ url }) => url !== undefined);
  if (found?.url !== undefined) return { entry: found.entry, url: found.url };
  const what = `${api.element} ${api.major}`;
  if (entries.length === 0) throw new Unusable({ reason: `The partner has no API ${what} in the catalogue.`, retry: false });
  if (!entries.some(usable)) throw new Unusable({ reason: `The partner's API ${what} does not accept requests with HTTP signatures over plain TLS.`, retry: false });
  throw new Unusable({ reason: `The partner's API ${what} has no ${urlElement(endpointName)} in the catalogue.`, retry: false });
};
