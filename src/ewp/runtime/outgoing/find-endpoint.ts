import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { type Api, type Endpoint, urlElement } from "../define.js";
import { type Means, type Protection, protectionFor } from "./protection.js";
import { Unusable } from "./unusable.js";

export interface FoundEndpoint {
  readonly endpoint: Endpoint;
  readonly entry: ApiEntry;
  readonly url: string;
  readonly protection: Protection;
  /** The snapshot that gave the entry. */
  readonly snapshot: Snapshot;
}

/** Finds endpoints in a catalogue, for calls with these means. */
export const endpointFinder = (means: Means) => {
  /**
   * Where the partner serves an endpoint: of its usable entries that of the highest version (PROTOCOL 2.2). Throws `Unusable` when it
   * does not, or not in a way that we can call, and `RangeError` when our definition has no such endpoint.
   */
  return (snapshot: Snapshot, partner: string, api: Api, endpointName: string): FoundEndpoint => {
    const endpoint = api.endpoints[endpointName];
    if (!endpoint) throw new RangeError(`${api.name} has no endpoint ${endpointName}`);
    const entries = snapshot.apiEntries(partner, api.manifestNamespace, api.element);
    const usable = entries.flatMap((entry) => {
      const protection = protectionFor(entry, endpoint, snapshot, means);
      return protection ? [{ entry, protection, url: entry.urls[urlElement(endpointName)] }] : [];
    });
    for (const { entry, protection, url } of usable) if (url !== undefined) return { endpoint, entry, url, protection, snapshot };
    const what = `${api.element} ${api.major}`;
    // Hosts leave the catalogue for hours and come back: what waits costs nobody anything, since nothing is called.
    if (snapshot.entriesOf(partner).length === 0) throw new Unusable({ reason: "The partner's system is not in the network's catalogue at the moment.", retry: true, nothingCalled: true });
    if (entries.length === 0) throw new Unusable({ reason: `The partner has no API ${what} in the catalogue.`, retry: true, nothingCalled: true });
    if (usable.length === 0) throw new Unusable({ reason: `The partner's API ${what} takes no way of authentication and encryption that this node has.`, retry: false });
    throw new Unusable({ reason: `The partner's API ${what} has no ${urlElement(endpointName)} in the catalogue.`, retry: false });
  };
};
