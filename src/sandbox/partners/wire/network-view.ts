import { Agent, request } from "undici";
import type { ApiEntry, Snapshot } from "../../../registry/model.js";
import { CatalogueReader } from "../../../registry/parse/reader.js";
import { createSnapshot } from "../../../registry/snapshot.js";

const MAX_BYTES = 16 * 1024 * 1024;
const SECONDS = 120;

/** The network as a scripted partner sees it: the catalogue, read again whenever something may be new, and connections. */
export class NetworkView {
  readonly dispatcher: Agent;
  readonly #url: string;
  #reading: Promise<Snapshot> | undefined;
  #latest: Snapshot | undefined;

  /** `ca` are the authorities (PEM) of the registry and of the nodes. */
  constructor({ catalogueUrl, ca }: { readonly catalogueUrl: string; readonly ca: string }) {
    this.#url = catalogueUrl;
    this.dispatcher = new Agent({ connect: { ca }, headersTimeout: SECONDS * 1000, bodyTimeout: SECONDS * 1000, keepAliveTimeout: 1000 });
  }

  /** The catalogue of now. Calls at the same time share one reading. */
  now(): Promise<Snapshot> {
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /** What `find` gives in the catalogue that was read last, else in the one of now. */
  async find<T>(find: (snapshot: Snapshot) => T | undefined): Promise<T | undefined> {
    return (this.#latest && find(this.#latest)) ?? find(await this.now());
  }

  /** The address of an endpoint of an institution. */
  address(heiId: string, api: Pick<ApiEntry, "namespace" | "element">, urlElement: string): Promise<string | undefined> {
    return this.find((snapshot) => snapshot.apiEntries(heiId, api.namespace, api.element)[0]?.urls[urlElement]);
  }

  close(): Promise<void> {
    return this.dispatcher.destroy();
  }

  async #read(): Promise<Snapshot> {
    const { statusCode, body } = await request(this.#url, { dispatcher: this.dispatcher });
    const bytes = new Uint8Array(await body.arrayBuffer());
    if (statusCode !== 200) throw new Error(`the catalogue was answered with status ${statusCode}`);
    const reader = new CatalogueReader({ maxBytes: MAX_BYTES });
    reader.write(bytes);
    this.#latest = createSnapshot(reader.end());
    return this.#latest;
  }
}
