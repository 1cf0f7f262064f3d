/** Discovery manifest v6 (PROTOCOL 2.1). */
import { anyElements, attribute, document, type DocumentOf, many, one, optional, struct } from "../../../xml/schema.js";
import { base64, email, heiId, https, string } from "../../../xml/scalars.js";
import { langText, manifestEntryBase } from "../../../xml/types/common.js";
import { EWP_NS, REGISTRY_NS } from "../../../xml/types/namespaces.js";
import { otherHeiId } from "../../../xml/types/other-hei-id.js";

const SPEC = "https://github.com/erasmus-without-paper/ewp-specs-api-discovery";
const MANIFEST = `${SPEC}/tree/stable-v6`;

const host = struct(MANIFEST, {
  adminEmails: many("admin-email", email, { ns: EWP_NS, min: 1 }),
  adminProvider: one("admin-provider", string, { ns: EWP_NS }),
  adminNotes: optional("admin-notes", string, { ns: EWP_NS }),
  apisImplemented: optional("apis-implemented", struct(REGISTRY_NS, { entries: anyElements() }), { ns: REGISTRY_NS }),
  institutionsCovered: optional("institutions-covered", struct(REGISTRY_NS, {
    hei: optional("hei", struct(REGISTRY_NS, {
      id: attribute("id", heiId),
      otherIds: many("other-id", otherHeiId),
      names: many("name", langText, { min: 1 }),
    })),
  })),
  clientCredentialsInUse: optional("client-credentials-in-use", struct(MANIFEST, {
    /** X.509 DER; deprecated, still met in manifests. */
    certificates: many("certificate", base64),
    rsaPublicKeys: many("rsa-public-key", base64),
  })),
  serverCredentialsInUse: optional("server-credentials-in-use", struct(MANIFEST, {
    rsaPublicKeys: many("rsa-public-key", base64),
  })),
});

/** What one institution publishes about itself. Keys are base64 DER SubjectPublicKeyInfo. */
export const manifest = document(MANIFEST, "manifest", { host: optional("host", host) });
export type Manifest = DocumentOf<typeof manifest>;

/** The manifest's entry about itself; its URL must equal the one registered with the registry. */
export const discoveryEntry = document(`${SPEC}/blob/stable-v6/manifest-entry.xsd`, "discovery", {
  ...manifestEntryBase,
  url: one("url", https),
});
export type DiscoveryEntry = DocumentOf<typeof discoveryEntry>;
