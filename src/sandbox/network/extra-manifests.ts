import type { Progress } from "../progress.js";
import { manifestFetcher } from "../registry/fetch-manifest.js";
import { type RegistryStatus, STATUS_PATH } from "../registry/serve.js";
import type { Surroundings } from "./process-specs.js";

/** Tells what the registry made of the manifests from outside, since a mistyped address would else go unnoticed. */
export const tellExtraManifests = async (urls: readonly string[], { catalogueUrl, certificates }: Surroundings, progress: Progress): Promise<void> => {
  if (urls.length === 0) return;
  const statusUrl = new URL(STATUS_PATH, catalogueUrl).href;
  const { manifests } = JSON.parse(new TextDecoder().decode(await manifestFetcher(certificates.caFile)(statusUrl))) as RegistryStatus;
  for (const manifest of manifests.filter(({ url }) => urls.includes(url))) progress.note(lineOf(manifest));
  progress.note(`  The registry reads them again every few seconds; how it goes is at ${statusUrl}`);
};

/** One line for people: who joined with what, or why not. */
export const lineOf = ({ url, heiId, apis, notes, trouble }: RegistryStatus["manifests"][number]): string => {
  const problems = [...trouble === undefined ? [] : [trouble], ...notes.map(({ level, text }) => `${level}: ${text}`)];
  const joined = `${heiId ?? "no institution"}, ${apis.length === 0 ? "no APIs" : apis.join(", ")}`;
  return `${problems.length === 0 ? "✓" : "!"} extra manifest ${url}: ${[...trouble === undefined || heiId !== undefined ? [joined] : [], ...problems].join("; ")}`;
};
