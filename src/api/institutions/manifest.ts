import type { StoredKey } from "../../domain/institutions/ports.js";
import { given } from "../../kernel/given.js";
import { heiId, type HeiId } from "../../kernel/ids.js";
import type { Snapshot } from "../../registry/model.js";
import type { Operation, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";

type State = Schema<"ManifestState">;
type Services = Pick<OfficeServices, "catalogue" | "keys" | "manifestUrl">;

export const getManifestState = ({ catalogue, keys, manifestUrl }: Services): Operation<"getManifestState"> => async ({ path }) => {
  const id = heiId(path.heiId);
  const snapshot = catalogue.current();
  const shown = (await keys.list(id)).map((key) => presentKey(key, isInCatalogue(snapshot, id, key)));
  const inCatalogue = (snapshot?.entriesOf(id).length ?? 0) > 0;
  const url = manifestUrl(id);
  return { status: 200, body: { url, keys: shown, inCatalogue, verdict: snapshot ? verdictOn({ inCatalogue, keys: shown, url }) : "The node has no catalogue yet, so it cannot tell what others see." } };
};

const presentKey = ({ purpose, fingerprint, createdAt, retiredAt }: StoredKey, inCatalogue: boolean): State["keys"][number] =>
  ({ purpose, fingerprint, createdAt: createdAt.toISOString(), inCatalogue, ...given({ retiredAt: retiredAt?.toISOString() }) });

/** Client keys count only when they speak for this institution, server keys only at one of its own hosts (PROTOCOL 2.2). */
const isInCatalogue = (snapshot: Snapshot | undefined, id: HeiId, { purpose, fingerprint }: StoredKey): boolean =>
  purpose === "client"
    ? (snapshot?.clientKey(fingerprint)?.heiIds.includes(id) ?? false)
    : (snapshot?.entriesOf(id).some((entry) => snapshot.serverKey(entry, fingerprint) !== undefined) ?? false);

const verdictOn = ({ inCatalogue, keys, url }: Pick<State, "inCatalogue" | "keys" | "url">): string => {
  if (!inCatalogue) return `The network does not know this institution yet. Ask the operators of the registry to read ${url}; they read it again every few minutes.`;
  const unseen = keys.filter((key) => !key.inCatalogue && key.retiredAt === undefined);
  if (unseen.length === 0) return "The network sees this institution with the same keys.";
  const names = unseen.map(({ purpose, fingerprint }) => `${purpose} key ${fingerprint.slice(0, 12)}`).join(" and the ");
  return `The network sees this institution without the ${names}. Whatever is signed with it is refused until the registry has read the manifest again.`;
};
