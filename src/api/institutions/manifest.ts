import { heiId } from "../../kernel/ids.js";
import type { Operation, Schema } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentKeys } from "./keys/present.js";

type State = Schema<"ManifestState">;
type Services = Pick<OfficeServices, "catalogue" | "hostKeys" | "keyPolicy" | "manifestUrl">;

export const getManifestState = (services: Services): Operation<"getManifestState"> => async ({ path }) => {
  const id = heiId(path.heiId);
  const snapshot = services.catalogue.current();
  const published = presentKeys(await services.hostKeys.list(id), services).filter(({ withdrawnAt }) => withdrawnAt === undefined);
  const inCatalogue = (snapshot?.entriesOf(id).length ?? 0) > 0;
  const url = services.manifestUrl(id);
  return { status: 200, body: { url, keys: published, inCatalogue, verdict: snapshot ? verdictOn({ inCatalogue, keys: published, url }) : "The node has no catalogue yet, so it cannot tell what others see." } };
};

const verdictOn = ({ inCatalogue, keys, url }: Pick<State, "inCatalogue" | "keys" | "url">): string => {
  if (!inCatalogue) return `The network does not know this institution yet. Ask the operators of the registry to read ${url}; they read it again every few minutes.`;
  const unseen = keys.filter((key) => !key.inCatalogue && key.state !== "retiring");
  if (unseen.length === 0) return "The network sees this institution with the same keys.";
  const signing = unseen.filter(({ state }) => state === "in-use");
  const names = (some: typeof unseen) => some.map(({ purpose, fingerprint }) => `${purpose} key ${fingerprint.slice(0, 12)}`).join(" and the ");
  if (signing.length > 0) return `The network sees this institution without the ${names(signing)}. Whatever is signed with it is refused until the registry has read the manifest again.`;
  return `The network does not see the new ${names(unseen)} yet. Nothing is signed with it before the registry has read the manifest again.`;
};
