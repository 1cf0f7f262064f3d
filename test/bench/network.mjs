/** The network around the node under test: certificates, one partner with a key, whose server never answers, the statistics portal, and a registry. */
import { createHash, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import { INSTITUTIONS, sandboxCertificates } from "./dist.mjs";
import { openSilentPartner } from "./silent-partner.mjs";

const GH = "https://github.com/erasmus-without-paper";
const [OURS, PARTNER] = INSTITUTIONS;

/** The only reader of statistics (PROTOCOL 6.7). */
const STATS_PORTAL = "stats.erasmuswithoutpaper.eu";

/** Opens the registry. `ours` and `partner` are sample institutions, `callerKeyPem` is the partner's client key, `portalKeyPem` that of the statistics portal. */
export const openNetwork = async (directory) => {
  const certificates = await sandboxCertificates(directory, { now: () => new Date() });
  const [caller, portal] = [clientKey(), clientKey()];
  const silent = await openSilentPartner(certificates);
  const catalogue = catalogueOf([{ heiId: PARTNER.heiId, apis: apisAt(silent.url), key: caller }, { heiId: STATS_PORTAL, apis: "", key: portal }]);
  const server = createServer({ cert: readFileSync(certificates.certFile), key: readFileSync(certificates.keyFile) }, (_, response) => {
    response.writeHead(200, { "content-type": "text/xml", etag: '"1"' }).end(catalogue);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    certificates, ours: OURS, partner: PARTNER, silent,
    catalogueUrl: `https://127.0.0.1:${server.address().port}/catalogue-v1.xml`,
    callerKeyPem: caller.pem, portalKeyPem: portal.pem,
    stop: async () => {
      await silent.stop();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};

/** What the agreements of a partner need, by API: major version and addresses. */
const APIS = { iias: [7, "get-url", "index-url"], "iias-approval": [2, "url"], "iia-cnr": [3, "url"], "iia-approval-cnr": [2, "url"] };

const SECURITY = `<http-security>
<client-auth-methods xmlns="${GH}/ewp-specs-sec-intro/tree/stable-v2"><httpsig xmlns="${GH}/ewp-specs-sec-cliauth-httpsig/tree/stable-v1"/></client-auth-methods>
<server-auth-methods xmlns="${GH}/ewp-specs-sec-intro/tree/stable-v2"><httpsig xmlns="${GH}/ewp-specs-sec-srvauth-httpsig/tree/stable-v1"/></server-auth-methods>
</http-security>`;

const clientKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = publicKey.export({ format: "der", type: "spki" });
  return { pem: privateKey.export({ type: "pkcs8", format: "pem" }), der, sha256: createHash("sha256").update(der).digest("hex") };
};

const apisAt = (address) => Object.entries(APIS).map(([api, [major, ...addresses]]) =>
  `<${api} xmlns="${GH}/ewp-specs-api-${api}/blob/stable-v${major}/manifest-entry.xsd" version="${major}.0.0">${SECURITY}` +
  addresses.map((name) => `<${name}>${address}/${api}/${name}</${name}>`).join("") + `</${api}>`).join("");

/** A catalogue with these hosts (PROTOCOL 2.2). */
const catalogueOf = (hosts) => {
  const ofEach = (write) => hosts.map(write).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<catalogue xmlns="${GH}/ewp-specs-api-registry/tree/stable-v1">
${ofEach(({ heiId, apis, key }) => `<host>
<apis-implemented>${apis}</apis-implemented>
<institutions-covered><hei-id>${heiId}</hei-id></institutions-covered>
<client-credentials-in-use><rsa-public-key sha-256="${key.sha256}"/></client-credentials-in-use>
</host>`)}
<institutions>${ofEach(({ heiId }) => `<hei id="${heiId}"><name xml:lang="en">${heiId}</name></hei>`)}</institutions>
<binaries>${ofEach(({ key }) => `<rsa-public-key sha-256="${key.sha256}">${key.der.toString("base64")}</rsa-public-key>`)}</binaries>
</catalogue>`;
};
