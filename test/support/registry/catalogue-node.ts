/** A node's catalogue with a registry beside it: real TLS, real files, a steered clock. */
import type { Catalogue, CatalogueSettings } from "../../../src/registry/catalogue.js";
import { fetchCatalogue, type FetchCatalogue } from "../../../src/registry/fetch/fetch-catalogue.js";
import { createCatalogue } from "../../../src/registry/refresh.js";
import { newDirectory } from "./catalogue-files.js";
import { apiEntry, catalogueXml, parts } from "./catalogue-xml.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { startRegistry, type RegistryServer } from "./registry-server.js";
import type { TestTls } from "../servers/tls.js";

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `uni-${i}.example.org`);

/** A network of so many hosts with a HEI and an API each. */
export const network = (count: number, version = "2.0.1"): string => catalogueXml({
  hosts: ids(count).map((id) => ({ heiIds: [id], entries: [apiEntry("echo", version, parts({ url: `https://${id}/echo` }))] })),
  heis: ids(count).map((id) => ({ id })),
});

export interface CatalogueNode {
  readonly registry: RegistryServer;
  readonly clock: SteeredClock;
  /** Directory of the last good copy. */
  readonly directory: string;
  /** The catalogue over that directory; another call is the node after a restart. */
  open(settings?: Partial<CatalogueSettings>): Catalogue;
  /** Messages of the alarms that were logged. */
  alarms(): unknown[];
  readonly log: ReturnType<typeof keptLog>;
  /** How many catalogues were parsed. */
  parsed(): number;
  close(): Promise<void>;
}

export const startCatalogueNode = async (tls: TestTls): Promise<CatalogueNode> => {
  const registry = await startRegistry(tls);
  const clock = steeredClock();
  const log = keptLog();
  const directory = await newDirectory();
  const opened: Catalogue[] = [];
  let parsed = 0;
  const counted: FetchCatalogue = async (task, stop) => {
    const fetched = await fetchCatalogue(task, stop);
    if (fetched.outcome === "fetched") parsed++;
    return fetched;
  };
  return {
    registry, clock, log, directory,
    open: (settings = {}) => {
      const catalogue = createCatalogue({ url: registry.url, directory, extraCa: tls.ca, ...settings }, { clock, logger: log, fetchCatalogue: counted });
      opened.push(catalogue);
      return catalogue;
    },
    alarms: () => log.lines.filter(({ level }) => level === "error").map(({ facts }) => facts?.["message"]),
    parsed: () => parsed,
    close: async () => {
      await Promise.all(opened.map((catalogue) => catalogue.close()));
      await registry.close();
    },
  };
};

/** How many institutions the catalogue in use covers. */
export const coveredBy = (catalogue: Catalogue): number | undefined => catalogue.current()?.coveredHeis().length;
