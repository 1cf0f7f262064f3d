import { createHash } from "node:crypto";
import type { Clock } from "../../kernel/ports.js";
import { writeCatalogue } from "./catalogue.js";
import type { FetchManifest } from "./fetch-manifest.js";
import { type FetchedManifest, type ImportedManifest, importManifests } from "./import.js";

/** The catalogue of the moment. */
export interface Published {
  readonly xml: string;
  /** SHA-256 of the text. */
  readonly sha256: string;
  readonly changedAt: Date;
  readonly manifests: readonly (ImportedManifest & { readonly trouble?: string })[];
}

export interface RegistryOptions {
  readonly catalogueUrl: string;
  readonly manifestUrls: readonly string[];
  readonly fetchManifest: FetchManifest;
  readonly clock: Clock;
}

/**
 * A registry for one machine. It reads all manifests again whenever it is told to; one that cannot be read keeps its last good
 * content, since a node that is down for a moment must not fall out of the network.
 */
export class LocalRegistry {
  readonly #lastGood = new Map<string, Uint8Array>();
  readonly #options: RegistryOptions;
  #published: Published | undefined;
  #running: Promise<Published> | undefined;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** What is served now; reads the manifests first when that never happened. */
  async published(): Promise<Published> {
    return this.#published ?? this.refresh();
  }

  /** Reads all manifests again. Calls at the same time share one reading, which begins after the first of them. */
  refresh(): Promise<Published> {
    this.#running ??= this.#read().finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #read(): Promise<Published> {
    const { manifestUrls, catalogueUrl, clock } = this.#options;
    const trouble = new Map<string, string>();
    await Promise.all(manifestUrls.map((url) => this.#readOne(url, trouble)));
    const fetched = manifestUrls.flatMap((url): FetchedManifest[] => {
      const body = this.#lastGood.get(url);
      return body ? [{ url, body }] : [];
    });
    const imported = importManifests(fetched);
    const xml = writeCatalogue(imported, catalogueUrl);
    const sha256 = createHash("sha256").update(xml).digest("hex");
    const changedAt = this.#published?.sha256 === sha256 ? this.#published.changedAt : clock.now();
    this.#published = { xml, sha256, changedAt, manifests: manifestUrls.map((url) => this.#told(url, imported.manifests, trouble)) };
    return this.#published;
  }

  async #readOne(url: string, trouble: Map<string, string>): Promise<void> {
    try {
      this.#lastGood.set(url, await this.#options.fetchManifest(url));
    } catch (error) {
      trouble.set(url, error instanceof Error ? error.message : String(error));
    }
  }

  #told(url: string, imported: readonly ImportedManifest[], trouble: ReadonlyMap<string, string>): Published["manifests"][number] {
    const problem = trouble.get(url);
    const found = imported.find((one) => one.url === url) ?? { url, apis: [], notes: [] };
    return { ...found, ...problem !== undefined && { trouble: `The manifest could not be read: ${problem}` } };
  }
}
