import { connect, type DetailedPeerCertificate } from "node:tls";

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
    socket.on("secureConnect", () => {
      const own = socket.getPeerX509Certificate();
      end(own === undefined ? [] : [own.toString(), ...issuersOf(socket.getPeerCertificate(true))]);
    });
  });

/** Up to the authority, which issued itself. */
const issuersOf = (certificate: DetailedPeerCertificate): readonly string[] => {
  const found: DetailedPeerCertificate[] = [];
  for (let last = certificate; last.issuerCertificate && last.issuerCertificate !== last; last = last.issuerCertificate) found.push(last.issuerCertificate);
  return found.map(({ raw }) => pemOf(raw));
};

const pemOf = (der: Buffer): string => `-----BEGIN CERTIFICATE-----\n${(der.toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----`;
