import type { InstitutionStore } from "../../../domain/institutions/ports.js";
import { notFound, unavailable } from "../../../kernel/errors.js";
import type { HeiId } from "../../../kernel/ids.js";
import type { Clock } from "../../../kernel/ports.js";
import { writeDocument } from "../../../xml/write.js";
import type { HostKeys, KeysOfHost, OwnCertificates } from "../../runtime/ports.js";
import { manifest } from "./documents.js";
import { type Publisher, toManifest } from "./mapping.js";

/** The manifests of our institutions, as bytes. */
export interface Manifests {
  /** Refuses with 404 for institutions that this node does not serve. */
  manifestOf(heiId: HeiId): Promise<Uint8Array>;
}

/** A written manifest is served this long, milliseconds, whoever asks how often: anybody may ask. Not beyond a change of keys. */
const KEPT_MS = 10_000;

export const createManifests = ({ institutions, keys, certificates, clock, publisher }: {
  readonly institutions: Pick<InstitutionStore, "get">;
  readonly keys: HostKeys;
  /** Absent where our institutions have none. */
  readonly certificates?: Pick<OwnCertificates, "publishedOf"> | undefined;
  readonly clock: Clock;
  readonly publisher: Publisher;
}): Manifests => {
  const kept = new Map<HeiId, { readonly at: number; readonly ownKeys: KeysOfHost | undefined; readonly bytes: Promise<Uint8Array> }>();
  const write = async (heiId: HeiId, ownKeys: KeysOfHost | undefined): Promise<Uint8Array> => {
    const institution = await institutions.get(heiId);
    if (!institution) throw notFound(`This node does not serve ${heiId}.`);
    if (!ownKeys) throw unavailable(`The keys of ${heiId} are not there yet; try again later.`);
    return Buffer.from(writeDocument(manifest, toManifest(institution, { ...ownKeys, certificates: certificates?.publishedOf(heiId) ?? [] }, publisher)));
  };
  return {
    manifestOf: (heiId) => {
      const now = clock.now().getTime();
      const ownKeys = keys.keysOf(heiId);
      const known = kept.get(heiId);
      if (known && known.ownKeys === ownKeys && Math.abs(now - known.at) < KEPT_MS) return known.bytes;
      const bytes = write(heiId, ownKeys);
      kept.set(heiId, { at: now, ownKeys, bytes });
      bytes.catch(() => kept.delete(heiId));
      return bytes;
    },
  };
};
