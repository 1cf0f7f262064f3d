import type { X509Certificate } from "node:crypto";
import { connect } from "node:tls";

const SECONDS = 5;
const ON_THIS_MACHINE = new Set(["127.0.0.1", "localhost"]);

/**
 * The certificates that foreign nodes on this machine present for their manifests, as PEM: each with the authority at the end of its
 * chain. The sandbox trusts them, because who starts it named the address; anywhere else certificates are verified as usual. Servers
 * that are not up yet are left out.
 */
export const foreignAuthorities = async (manifestUrls: readonly string[]): Promise<readonly string[]> => {
  const local = manifestUrls.filter((url) => URL.canParse(url)).map((url) => new URL(url)).filter(({ protocol, hostname }) => protocol === "https:" && ON_THIS_MACHINE.has(hostname));
  return (await Promise.all(local.map(presented))).flat();
};

const presented = ({ hostname, port }: URL): Promise<readonly string[]> =>
  new Promise((resolve) => {
    // Looking is all that happens here: nothing is sent and nothing is read.
    const socket = connect({ host: hostname, port: Number(port || 443), rejectUnauthorized: false });
    const end = (certificates: readonly string[]): void => {
      socket.destroy();
      resolve(certificates);
    };
    socket.setTimeout(SECONDS * 1000, () => end([]));
    socket.on("error", () => end([]));
    socket.on("secureConnect", () => end(chainOf(socket.getPeerX509Certificate())));
  });

/** A certificate, its issuer, and so on, as far as the server sent them. */
const chainOf = (certificate: X509Certificate | undefined): readonly string[] => {
  const found = new Set<string>();
  for (let one = certificate; one && !found.has(one.toString()); one = one.issuerCertificate) found.add(one.toString());
  return [...found];
};
