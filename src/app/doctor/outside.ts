/** This node as others see it: through its public address. */
import { request } from "node:https";
import { connect, type DetailedPeerCertificate, checkServerIdentity } from "node:tls";

const MS = 15_000;
const LARGEST = 2 * 2 ** 20;

export interface SeenAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** One request over TLS that is not verified: certificates are another check's matter. Rejects when no whole answer comes in 15 seconds. */
export const ask = (url: URL, headers: Readonly<Record<string, string>> = {}): Promise<SeenAnswer> =>
  new Promise((resolve, reject) => {
    const outgoing = request(url, { headers, agent: false, rejectUnauthorized: false, timeout: MS }, (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      response.on("data", (piece: Buffer) => {
        size += piece.length;
        if (size > LARGEST) response.destroy(new Error(`the answer is larger than ${LARGEST} bytes`));
        else pieces.push(piece);
      });
      response.on("error", reject).on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }));
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${MS / 1000} seconds`)));
    outgoing.on("error", reject).end();
  });

export interface SeenTls {
  /** Code of the verification, e.g. `CERT_HAS_EXPIRED`; undefined when it went well. */
  readonly problem: string | undefined;
  /** What is wrong with the names in the certificate; undefined when they fit. */
  readonly wrongName: string | undefined;
  readonly validTo: Date;
  /** Certificates that were sent. */
  readonly sent: number;
}

/** What a partner's TLS finds at an address, with `authorities` trusted. Rejects when there is no TLS. */
export const tlsAt = (url: URL, authorities: readonly string[]): Promise<SeenTls> =>
  new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const named = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    const socket = connect({ host, port: Number(url.port || 443), ...named, ca: [...authorities], rejectUnauthorized: false, timeout: MS }, () => {
      const certificate = socket.getPeerCertificate(true);
      const problem = socket.authorizationError as unknown as string | undefined;
      resolve({
        problem: socket.authorized || problem === "ERR_TLS_CERT_ALTNAME_INVALID" ? undefined : String(problem),
        wrongName: checkServerIdentity(host, certificate)?.message, validTo: new Date(certificate.valid_to), sent: chainLength(certificate),
      });
      socket.end();
    });
    socket.on("timeout", () => socket.destroy(new Error(`no TLS within ${MS / 1000} seconds`))).on("error", reject);
  });

const chainLength = (certificate: DetailedPeerCertificate): number => {
  const seen = new Set<string>();
  for (let at: DetailedPeerCertificate | undefined = certificate; at && at.fingerprint256 !== undefined && !seen.has(at.fingerprint256); at = at.issuerCertificate) seen.add(at.fingerprint256);
  return seen.size;
};
