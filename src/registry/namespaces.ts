const GH = "https://github.com/erasmus-without-paper";

/** Namespace of the catalogue's own elements (PROTOCOL 2.2). */
export const REGISTRY = `${GH}/ewp-specs-api-registry/tree/stable-v1`;
/** Namespace of `admin-email`, `admin-provider` and `admin-notes` (PROTOCOL 1.7). */
export const COMMON_TYPES = `${GH}/ewp-specs-architecture/blob/stable-v1/common-types.xsd`;
/** Namespace of the children of `http-security` (PROTOCOL 3.1). */
export const SECURITY = `${GH}/ewp-specs-sec-intro/tree/stable-v2`;

/** Namespace of one security method, e.g. `cliauth-httpsig`. */
export const securityMethod = (name: string): string => `${GH}/ewp-specs-sec-${name}/tree/stable-v1`;
