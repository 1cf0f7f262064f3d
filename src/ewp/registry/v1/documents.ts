/** The catalogue of the registry, API v1.5 (PROTOCOL 2.2). */
import { anyElements, attribute, content, document, type DocumentOf, many, one, optional, struct } from "../../../xml/schema.js";
import { base64, email, heiId, sha256Hex, string } from "../../../xml/scalars.js";
import { langText } from "../../../xml/types/common.js";
import { EWP_NS, REGISTRY_NS } from "../../../xml/types/namespaces.js";
import { otherHeiId } from "../../../xml/types/other-hei-id.js";

/** A key or certificate named by the SHA-256 of its DER bytes. */
const fingerprint = struct(REGISTRY_NS, { sha256: attribute("sha-256", sha256Hex) });

const host = struct(REGISTRY_NS, {
  adminEmails: many("admin-email", email, { ns: EWP_NS }),
  adminProvider: optional("admin-provider", string, { ns: EWP_NS }),
  adminNotes: optional("admin-notes", string, { ns: EWP_NS }),
  apisImplemented: optional("apis-implemented", struct(REGISTRY_NS, { entries: anyElements() })),
  institutionsCovered: optional("institutions-covered", struct(REGISTRY_NS, { heiIds: many("hei-id", heiId) })),
  clientCredentialsInUse: optional("client-credentials-in-use", struct(REGISTRY_NS, {
    certificates: many("certificate", fingerprint),
    rsaPublicKeys: many("rsa-public-key", fingerprint),
  })),
  serverCredentialsInUse: optional("server-credentials-in-use", struct(REGISTRY_NS, {
    rsaPublicKeys: many("rsa-public-key", fingerprint),
  })),
});

const hei = struct(REGISTRY_NS, {
  id: attribute("id", heiId),
  otherIds: many("other-id", otherHeiId),
  names: many("name", langText, { min: 1 }),
});

/** The only place with key bodies: base64 DER SubjectPublicKeyInfo. */
const binaries = struct(REGISTRY_NS, {
  rsaPublicKeys: many("rsa-public-key", struct(REGISTRY_NS, {
    sha256: attribute("sha-256", sha256Hex),
    text: content(base64),
  })),
});

export const catalogue = document(REGISTRY_NS, "catalogue", {
  hosts: many("host", host, { min: 1 }),
  institutions: one("institutions", struct(REGISTRY_NS, { heis: many("hei", hei) })),
  binaries: optional("binaries", binaries),
});
export type CatalogueDocument = DocumentOf<typeof catalogue>;
