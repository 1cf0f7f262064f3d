/** Namespaces that several documents share, and the short prefixes under which they are written. */
const GH = "https://github.com/erasmus-without-paper";

export const EWP_NS = `${GH}/ewp-specs-architecture/blob/stable-v1/common-types.xsd`;
export const ADDRESS_NS = `${GH}/ewp-specs-types-address/tree/stable-v1`;
export const CONTACT_NS = `${GH}/ewp-specs-types-contact/tree/stable-v1`;
export const PHONE_NS = `${GH}/ewp-specs-types-phonenumber/tree/stable-v1`;
export const ACADEMIC_TERM_V1_NS = `${GH}/ewp-specs-types-academic-term/tree/stable-v1`;
export const ACADEMIC_TERM_V2_NS = `${GH}/ewp-specs-types-academic-term/tree/stable-v2`;
export const REGISTRY_NS = `${GH}/ewp-specs-api-registry/tree/stable-v1`;
export const SECURITY_NS = `${GH}/ewp-specs-sec-intro/tree/stable-v2`;
/** ELMO 1.x and 2.x, by EMREX. */
export const ELMO_V1_NS = "https://github.com/emrex-eu/elmo-schemas/tree/v1";
export const ELMO_V2_NS = "https://github.com/emrex-eu/elmo-schemas/tree/v2";
export const XML_SIGNATURE_NS = "http://www.w3.org/2000/09/xmldsig#";

export const PREFIXES: ReadonlyMap<string, string> = new Map([
  [EWP_NS, "ewp"],
  [ADDRESS_NS, "a"],
  [CONTACT_NS, "c"],
  [PHONE_NS, "p"],
  [ACADEMIC_TERM_V1_NS, "trm1"],
  [ACADEMIC_TERM_V2_NS, "trm"],
  [REGISTRY_NS, "r"],
  [SECURITY_NS, "sec"],
  [ELMO_V1_NS, "elmo"],
  [ELMO_V2_NS, "elmo"],
]);
