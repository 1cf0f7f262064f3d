import { createHash } from "node:crypto";
import { manifest, type Manifest } from "../../../ewp/discovery/v6/documents.js";
import { apis } from "../../../ewp/apis.js";
import { endpointUrl } from "../../../ewp/runtime/routes.js";
import type { HeiId } from "../../../kernel/ids.js";
import { isPublished } from "../../../domain/keys/model.js";
import type { XmlElement } from "../../../xml/element.js";
import { readDocument } from "../../../xml/read.js";
import type { Circumstances } from "../circumstances.js";
import { type Check, fault, type Finding, ok, skipped } from "../finding.js";
import { reasonOf } from "../reason.js";
import { ask } from "../outside.js";

/** What partners and the registry read at the public address has to be what this node says. */
export const manifests: Check = {
  name: "manifest at its public address",
  run: async (circumstances) => {
    if (circumstances.ours.length === 0) return [skipped("There is no institution whose manifest could be read.")];
    return (await Promise.all(circumstances.ours.map((heiId) => look(heiId, circumstances)))).flat();
  },
};

const look = async (heiId: HeiId, { config, store }: Circumstances): Promise<readonly Finding[]> => {
  const url = `${config.network.publicUrl}/ewp/${heiId}/manifest.xml`;
  const answer = await ask(new URL(url)).catch(reasonOf);
  if (typeof answer === "string") return [fault(`${url} cannot be read from here: ${answer}`, "Check the proxy, the firewall and that the node runs.")];
  if (answer.status !== 200) return [fault(`${url} answers ${answer.status}.`, "The proxy has to pass the whole path of PASSERELLE_PUBLIC_URL on to this node, and this database has to hold the institution.")];
  let read: Manifest;
  try {
    read = readDocument(manifest, answer.body);
  } catch (error) {
    return [fault(`What ${url} answers is no manifest: ${reasonOf(error)}`, "Another server answers there: correct the proxy or PASSERELLE_PUBLIC_URL.")];
  }
  const differences = [...addressesOf(read, heiId, config.network.publicUrl), ...(typeof store === "string" ? [] : await keysOf(read, heiId, store))];
  return differences.length === 0 ? [ok(`${url} is what this node says.`)]
    : [fault(`${url} is not what this node says: ${differences.join("; ")}.`, "A cache in between, another node, or another database answers there: the proxy must not cache, and all processes of this node need the same database and settings.")];
};

const addressesOf = ({ host }: Manifest, heiId: HeiId, publicUrl: string): string[] => {
  const covered = host?.institutionsCovered?.hei?.id;
  const shown = new Set((host?.apisImplemented?.entries ?? []).flatMap(textsIn));
  const missing = apis.flatMap(({ api }) => Object.keys(api.endpoints).map((name) => endpointUrl(publicUrl, heiId, api, name))).filter((address) => !shown.has(address));
  return [...(covered === heiId ? [] : [`it is about ${covered ?? "nobody"}`]), ...(missing.length === 0 ? [] : [`it lacks ${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more addresses` : ""}`])];
};

const textsIn = (element: XmlElement): string[] => element.children.flatMap((child) => (typeof child === "string" ? [child.trim()] : textsIn(child)));

const keysOf = async ({ host }: Manifest, heiId: HeiId, store: Exclude<Circumstances["store"], string>): Promise<string[]> => {
  const ours = (await store.keys.list(heiId)).filter(isPublished);
  const shown = { client: host?.clientCredentialsInUse?.rsaPublicKeys ?? [], server: host?.serverCredentialsInUse?.rsaPublicKeys ?? [] };
  return (["client", "server"] as const).flatMap((purpose) => {
    const there = new Set(shown[purpose].map((key) => createHash("sha256").update(Buffer.from(key, "base64")).digest("hex")));
    const wanted = new Set(ours.filter((key) => key.purpose === purpose).map(({ fingerprint }) => fingerprint));
    return [
      ...[...wanted].filter((fingerprint) => !there.has(fingerprint)).map((fingerprint) => `it lacks our ${purpose} key ${fingerprint.slice(0, 16)}…`),
      ...[...there].filter((fingerprint) => !wanted.has(fingerprint)).map((fingerprint) => `it has a ${purpose} key that is not ours, ${fingerprint.slice(0, 16)}…`),
    ];
  });
};
