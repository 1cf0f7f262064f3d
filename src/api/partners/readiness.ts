import { highestFirst } from "../../registry/versions.js";
import type { ApiEntry } from "../../registry/model.js";
import type { SpokenApi } from "../services.js";

/** What each API is for, for people. */
const PURPOSE: Readonly<Record<string, string>> = {
  iias: "show its copies of agreements",
  "iias-approval": "show which agreements it approved",
  "iia-cnr": "hear that an agreement changed",
  "iia-approval-cnr": "hear that an agreement was approved",
};

const METHODS: Readonly<Record<string, string>> = { httpsig: "HTTP signatures", tlscert: "self-signed TLS client certificates" };

/** What keeps an institution from exchanging agreements with us, in words; empty when nothing does. */
export const missingForAgreements = (entries: readonly ApiEntry[], needed: readonly SpokenApi[]): readonly string[] =>
  entries.length === 0
    ? ["It has not connected a system to the network: no host answers for it."]
    : needed.flatMap((api) => missing(entries.filter(({ element }) => element === api.element), api));

const missing = (offered: readonly ApiEntry[], { element, manifestNamespace, version, provenBy = ["httpsig"] }: SpokenApi): readonly string[] => {
  const purpose = PURPOSE[element] ?? "be asked";
  const major = version.split(".")[0];
  if (offered.length === 0) return [`Its system cannot ${purpose}: it does not offer the API ${element} (version ${major} is needed).`];
  const spoken = offered.filter(({ namespace }) => namespace === manifestNamespace);
  if (spoken.length === 0) return [`Its system offers the API ${element} only in version ${versionsOf(offered)}; version ${major} is needed to ${purpose}.`];
  if (spoken.every(({ clientAuth }) => !clientAuth.some((method) => provenBy.includes(method)))) return [`Its API ${element} accepts no way in which this node proves who it is: ${provenBy.map((method) => METHODS[method] ?? method).join(" or ")}.`];
  return [];
};

const versionsOf = (entries: readonly ApiEntry[]): string => [...new Set(entries.map(({ version }) => version))].sort(highestFirst).join(", ");
