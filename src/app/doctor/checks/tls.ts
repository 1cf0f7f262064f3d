import { type Check, fault, type Finding, ok, warning } from "../finding.js";
import { reasonOf } from "../reason.js";
import { tlsAt, type SeenTls } from "../outside.js";

const DAY_MS = 86_400_000;
const SOON_DAYS = 21;

/** By the code of OpenSSL's verification. */
const PROBLEMS: Readonly<Record<string, readonly [says: string, fix: string]>> = {
  CERT_HAS_EXPIRED: ["A certificate has expired", "Renew it and restart the listener or the proxy; automate the renewal."],
  CERT_NOT_YET_VALID: ["A certificate is not valid yet", "Check its dates and the clock of this machine."],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ["The intermediate certificate is missing", "Send the whole chain: the file of PASSERELLE_TLS_CERT, or the proxy's, has to hold the server's certificate and after it the intermediate ones (`fullchain.pem`). Browsers hide this fault, partners' systems do not."],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ["The chain leads to no authority that is trusted", "Send the intermediate certificates too, and use an authority that partners trust; in a test network, name its certificate in PASSERELLE_EXTRA_CA."],
  SELF_SIGNED_CERT_IN_CHAIN: ["The chain leads to an authority that nobody knows", "Use an authority that partners trust; in a test network, name its certificate in PASSERELLE_EXTRA_CA."],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["The certificate is self-signed", "Use one of an authority that partners trust."],
};

export const tls: Check = {
  name: "TLS as partners see it",
  run: async ({ config, system, authorities }) => {
    const url = new URL(config.network.publicUrl);
    const seen = await tlsAt(url, authorities).catch(reasonOf);
    if (typeof seen === "string") {
      return [fault(`${url.origin} cannot be reached over TLS from here: ${seen}`, "Check the name in DNS, the firewall, and that the proxy or the listener runs. Where this machine cannot reach its own public address, run `passerelle self-test` from outside.")];
    }
    return judged(seen, url, system.clock.now());
  },
};

const judged = ({ problem, wrongName, validTo, sent }: SeenTls, { hostname }: URL, now: Date): readonly Finding[] => {
  const findings: Finding[] = [];
  if (problem !== undefined) {
    const [says, fix] = PROBLEMS[problem] ?? [`The certificate is refused (${problem})`, "Check it with `openssl s_client -connect HOST:PORT -showcerts`."];
    findings.push(fault(`${says} (${sent} sent; valid until ${validTo.toISOString().slice(0, 10)}).`, fix));
  }
  if (wrongName !== undefined) findings.push(fault(`The certificate is not for ${hostname}: ${wrongName}.`, "Get a certificate that names the host of PASSERELLE_PUBLIC_URL, or correct that setting."));
  const days = Math.floor((validTo.getTime() - now.getTime()) / DAY_MS);
  if (days >= 0 && days < SOON_DAYS) findings.push(warning(`The certificate expires in ${days} days.`, "Renew it now, and automate the renewal."));
  return findings.length > 0 ? findings : [ok(`The certificate is good until ${validTo.toISOString().slice(0, 10)}.`)];
};
