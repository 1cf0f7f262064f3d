import { badRequest, forbidden, unknownKey } from "../../../../kernel/errors.js";
import type { ClientKey, Snapshot } from "../../../../registry/model.js";
import type { PresentedCertificate } from "../client-certificate.js";
import type { Requester } from "../../serve.js";

/**
 * Who calls by a TLS client certificate alone (PROTOCOL 3.9). Refuses with 403 one that the catalogue does not list and one that is
 * outside of its period. Who issued it does not matter: the catalogue says whose it is.
 */
export const certificateRequester = ({ fingerprint, notBefore, notAfter }: PresentedCertificate, now: Date, snapshot: Snapshot): Requester => {
  const known = snapshot.clientCertificate(fingerprint);
  if (!known) throw unknownKey(`The TLS client certificate with SHA-256 ${fingerprint} is none that the catalogue lists; expected a listed one, or an HTTP signature.`);
  if (now < notBefore || now > notAfter) {
    throw forbidden(`The TLS client certificate is valid from ${notBefore.toUTCString()} to ${notAfter.toUTCString()} only; expected one that is valid now, or an HTTP signature.`, { code: "certificate-not-valid-now" });
  }
  return { keyId: fingerprint, heiIds: known.heiIds, heiId: known.heiIds[0] };
};

/**
 * A signature decides who calls; a certificate beside it may be anybody's, or one of a provider that speaks for several institutions, but
 * not one that the catalogue gives to somebody else. Refuses with 400.
 */
export const requireNoContradiction = ({ fingerprint }: PresentedCertificate, { heiIds }: ClientKey, snapshot: Snapshot): void => {
  const others = snapshot.clientCertificate(fingerprint)?.heiIds;
  if (others && !heiIds.every((heiId) => others.includes(heiId))) {
    throw badRequest("The TLS client certificate and the key of the signature belong to different institutions; expected both of one, or the signature alone.");
  }
};
