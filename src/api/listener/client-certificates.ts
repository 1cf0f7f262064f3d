/** Client certificates at the office door: of authorities that the institution names. They open the connection; tokens open the API. */
import { X509Certificate } from "node:crypto";
import type { Server } from "node:https";
import type { TlsOptions, TLSSocket } from "node:tls";
import type { Logger } from "../../kernel/ports.js";

export interface ClientCertificates {
  /** PEM certificates of the authorities. */
  readonly authorities: string;
  /** Whether a connection without a certificate is refused too; a wrong one always is. */
  readonly required: boolean;
}

/** What TLS has to ask for. Throws when `authorities` holds no certificate: then nobody could come in. */
export const tlsOptionsFor = ({ authorities }: ClientCertificates): TlsOptions => {
  try {
    new X509Certificate(authorities);
  } catch (cause) {
    throw new Error("The file of PASSERELLE_OFFICE_CLIENT_CA holds no certificate in PEM.", { cause });
  }
  return { ca: authorities, requestCert: true, rejectUnauthorized: false };
};

/** Refuses connections by their certificate before a byte of HTTP is read, and says why in the log: node would end them without a word. */
export const refuseByCertificate = (server: Server, { required }: ClientCertificates, logger: Logger): void => {
  const tell = (reason: string, { remoteAddress }: TLSSocket): void => logger.warn("office connection refused", { reason, address: remoteAddress });
  server.on("tlsClientError", ({ code, message }: NodeJS.ErrnoException, socket: TLSSocket) => tell(`the TLS handshake failed: ${code ?? message}`, socket));
  server.prependListener("secureConnection", (socket: TLSSocket) => {
    const isShown = socket.getPeerX509Certificate() !== undefined;
    if (socket.authorized || (!isShown && !required)) return;
    // OpenSSL's name of the reason, e.g. CERT_HAS_EXPIRED.
    tell(isShown ? `the client certificate is not accepted: ${String(socket.authorizationError)}` : "no client certificate was shown", socket);
    socket.destroy();
  });
};
