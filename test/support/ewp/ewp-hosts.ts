/** Institutions with real keys, and catalogues that list them: what a test network is made of. */
import type { HostKeys, KeysOfHost } from "../../../src/ewp/runtime/ports.js";
import type { Snapshot } from "../../../src/registry/model.js";
import { CatalogueReader } from "../../../src/registry/parse/reader.js";
import { createSnapshot } from "../../../src/registry/snapshot.js";
import { catalogueXml, type CatalogueSpec, type HostSpec, testKey, type TestKey } from "../registry/catalogue-xml.js";

export interface TestHost {
  readonly heiId: string;
  readonly client: TestKey;
  readonly server: TestKey;
  readonly clientKnownFrom?: Date;
}

export const testHost = (heiId: string): TestHost => ({ heiId, client: testKey(), server: testKey() });

const signer = ({ fingerprint, privateKey }: TestKey) => ({ keyId: fingerprint, privateKey });

/** The keys of our own institutions, as the node holds them in memory. */
export const hostKeys = (...hosts: readonly TestHost[]): HostKeys => {
  const known = new Map<string, KeysOfHost>(hosts.map(({ heiId, client, server, clientKnownFrom }) => [heiId, {
    client: { ...signer(client), knownFrom: clientKnownFrom }, server: signer(server),
    publishedClientKeys: [client.der.toString("base64")], publishedServerKeys: [server.der.toString("base64")],
    decryptionKeys: new Map([client, server].map(({ fingerprint, privateKey }) => [fingerprint, privateKey])),
  }]));
  return { keysOf: (heiId) => known.get(heiId) };
};

export const hostSpec = ({ heiId, client, server }: TestHost, more: Partial<HostSpec> = {}): HostSpec =>
  ({ heiIds: [heiId], clientKeys: [client.fingerprint], serverKeys: [server.fingerprint], ...more });

/** A snapshot through the registry's own parser, in this thread. */
export const snapshotOf = (spec: CatalogueSpec): Snapshot => {
  const reader = new CatalogueReader({ maxBytes: 10_000_000 });
  reader.write(Buffer.from(catalogueXml(spec)));
  return createSnapshot(reader.end());
};

/** A catalogue of these hosts with all their keys. */
export const snapshotOfHosts = (hosts: readonly TestHost[], specs: readonly HostSpec[] = hosts.map((host) => hostSpec(host))): Snapshot =>
  snapshotOf({ hosts: specs, keys: hosts.flatMap(({ client, server }) => [client, server]) });
