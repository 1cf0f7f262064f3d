import { catalogue, type CatalogueDocument } from "../../ewp/registry/v1/documents.js";
import { element } from "../../xml/element.js";
import { writeDocument } from "../../xml/write.js";
import type { ImportedHosts } from "./import.js";

const ENTRY_NS = "https://github.com/erasmus-without-paper/ewp-specs-api-registry/blob/stable-v1/manifest-entry.xsd";

/** The catalogue as text: what was imported, and the registry's own host (PROTOCOL 2.2). */
export const writeCatalogue = ({ hosts, heis, keys }: ImportedHosts, catalogueUrl: string): string =>
  writeDocument(catalogue, {
    hosts: [registryHost(catalogueUrl), ...hosts],
    institutions: { heis },
    ...keys.size > 0 && { binaries: { rsaPublicKeys: [...keys].map(([sha256, text]) => ({ sha256, text })) } },
  });

const registryHost = (catalogueUrl: string): CatalogueDocument["hosts"][number] => ({
  adminEmails: ["sandbox@example.com"],
  adminProvider: "Passerelle sandbox registry",
  apisImplemented: { entries: [element(ENTRY_NS, "registry", [element(ENTRY_NS, "catalogue-url", [catalogueUrl])], { version: "1.5.0" })] },
});
