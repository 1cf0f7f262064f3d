/** TLS client certificates, which partners may show instead of signing (PROTOCOL 3.9): what a connection says of its other end. */
import { hash, type X509Certificate } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { certificateValidity } from "../../../security/keys/certificate-validity.js";

/** A certificate whose private key the other end has; who that is, the catalogue says. */
export interface PresentedCertificate {
  /** Lower-case hex SHA-256 of `der`, as the catalogue lists it. */
  readonly fingerprint: string;
  readonly der: Buffer;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Per connection: its certificate never changes, since `createNetworkServer` forbids renegotiation. */
const known = new WeakMap<object, PresentedCertificate | undefined>();

/** The certificate of the connection that a request came by; undefined for none, and for connections without TLS. */
export const presentedCertificate = ({ socket }: Pick<IncomingMessage, "socket">): PresentedCertificate | undefined => {
  if (!(socket instanceof TLSSocket)) return undefined;
  if (!known.has(socket)) known.set(socket, described(socket.getPeerX509Certificate()));
  return known.get(socket);
};

const described = (certificate: X509Certificate | undefined): PresentedCertificate | undefined =>
  certificate && { fingerprint: hash("sha256", certificate.raw, "hex"), der: certificate.raw, ...certificateValidity(certificate.raw) };
