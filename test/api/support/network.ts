/** A catalogue with a partner that is ready for agreements, one with old versions, one that is not connected, and many names. */
import type { Snapshot } from "../../../src/registry/model.js";
import { apiEntry, httpSecurity, parts, testKey } from "../../support/registry/catalogue-xml.js";
import { snapshotOf } from "../../support/ewp/ewp-hosts.js";

const KEYS = { client: testKey(), server: testKey() };
export const US_CLIENT_KEY = KEYS.client.fingerprint;
export const US_SERVER_KEY = KEYS.server.fingerprint;

const entry = (host: string, api: string, version: string, urls: readonly string[] = ["url"]): string =>
  apiEntry(api, version, httpSecurity() + parts(Object.fromEntries(urls.map((url) => [url, `https://${host}/ewp/${api}/${url}`]))));

const agreementApis = (host: string, iias: string): readonly string[] => [
  entry(host, "iias", iias, ["get-url", "index-url"]), entry(host, "iias-approval", "2.0.0"), entry(host, "iia-cnr", "3.0.0"), entry(host, "iia-approval-cnr", "2.0.0"),
];

export const network = (): Snapshot => snapshotOf({
  hosts: [
    { heiIds: ["rive.example"], entries: agreementApis("rive.example", "7.0.0"), clientKeys: [US_CLIENT_KEY], serverKeys: [US_SERVER_KEY] },
    { heiIds: ["lac.example"], entries: agreementApis("lac.example", "7.0.0"), provider: "Provider of the lake" },
    { heiIds: ["vieux.example"], entries: [entry("vieux.example", "iias", "6.3.0", ["get-url"])] },
  ],
  heis: [
    { id: "rive.example", names: [["Université de Rive", "fr"], ["Shore University", "en"]] },
    { id: "lac.example", names: [["Universität am See", "de"], ["Lake University", "en"]], otherIds: [["erasmus", "XX LAC01"]] },
    { id: "vieux.example" },
    { id: "loin.example" },
  ],
  keys: [KEYS.client, KEYS.server],
});

