import { echoV2 } from "../../../ewp/echo/v2/api.js";
import { discoveryV6 } from "../../../ewp/discovery/v6/api.js";
import { manifest, type Manifest } from "../../../ewp/discovery/v6/documents.js";
import { iiaApprovalCnrV2 } from "../../../ewp/iia-approval-cnr/v2/api.js";
import { iiaCnrV3 } from "../../../ewp/iia-cnr/v3/api.js";
import { iiasApprovalV2 } from "../../../ewp/iias-approval/v2/api.js";
import { iiasV7 } from "../../../ewp/iias/v7/api.js";
import { institutionsV2 } from "../../../ewp/institutions/v2/api.js";
import { imobilitiesV2 } from "../../../ewp/imobilities/v2/api.js";
import { imobilityCnrV2 } from "../../../ewp/imobility-cnr/v2/api.js";
import { omobilitiesV3 } from "../../../ewp/omobilities/v3/api.js";
import { omobilityCnrV2 } from "../../../ewp/omobility-cnr/v2/api.js";
import { omobilityLaCnrV1 } from "../../../ewp/omobility-la-cnr/v1/api.js";
import { omobilityLasV1 } from "../../../ewp/omobility-las/v1/api.js";
import { omobilityStatsV1 } from "../../../ewp/omobility-stats/v1/api.js";
import { type Api, urlElement } from "../../../ewp/runtime/define.js";
import { manifestEntry } from "../../../ewp/runtime/manifest-entry.js";
import { endpointUrl } from "../../../ewp/runtime/routes.js";
import { heiId } from "../../../kernel/ids.js";
import type { Signer } from "../../../security/http-signature/sign.js";
import { generateKeyPair } from "../../../security/keys/key-pair.js";
import { fingerprintOf, spkiBase64Of } from "../../../security/keys/public-key.js";
import { writeDocument } from "../../../xml/write.js";
import { heiIdOf, type Personality } from "../personality.js";

/** What a scripted partner serves. */
const APIS: readonly Api[] = [
  discoveryV6, echoV2, institutionsV2, iiasV7, iiaCnrV3, iiasApprovalV2, iiaApprovalCnrV2,
  omobilitiesV3, omobilityCnrV2, omobilityStatsV1, imobilitiesV2, imobilityCnrV2, omobilityLasV1, omobilityLaCnrV1,
];

/** A key with what the manifest says of it. */
export interface PartnerKey extends Signer {
  readonly spki: string;
}

export const freshKey = async (): Promise<PartnerKey> => {
  const { publicKey, privateKey } = await generateKeyPair();
  return { keyId: fingerprintOf(publicKey), privateKey, spki: spkiBase64Of(publicKey) };
};

export interface PartnerKeys {
  readonly client: PartnerKey;
  readonly server: PartnerKey;
}

export const freshKeys = async (): Promise<PartnerKeys> => {
  const [client, server] = await Promise.all([freshKey(), freshKey()]);
  return { client, server };
};

export const manifestUrlOf = (personality: Personality, url: string): string => endpointUrl(url, heiId(heiIdOf(personality)), discoveryV6, "url");

/** Endpoint by path, e.g. `/ewp/skew.example/iias/v7/get` is `iias get`. */
export const endpointsOf = (personality: Personality): ReadonlyMap<string, string> =>
  new Map(APIS.flatMap((api) => Object.keys(api.endpoints).map((name) => [endpointUrl("", heiId(heiIdOf(personality)), api, name), nameOf(api, name)] as const)));

/** API and endpoint in one word each, e.g. `iia-cnr url`. */
export const nameOf = ({ element }: Api, endpoint: string): string => `${element} ${endpoint}`;

/** Where another institution has an endpoint, in the words of the catalogue. */
export const inCatalogue = ({ manifestNamespace, element }: Api, endpoint: string) => ({ namespace: manifestNamespace, element, url: urlElement(endpoint) });

/** The manifest; without keys that of a host that has left the network. */
export const manifestOf = (personality: Personality, url: string, keys: PartnerKeys | undefined): string =>
  writeDocument(manifest, keys ? { host: hostOf(personality, url, keys) } : {});

const hostOf = (personality: Personality, url: string, { client, server }: PartnerKeys): NonNullable<Manifest["host"]> => ({
  adminEmails: [`office@${heiIdOf(personality)}`],
  adminProvider: `Scripted partner ${personality.id} (Passerelle sandbox)`,
  apisImplemented: { entries: APIS.map((api) => manifestEntry(api, url, heiId(heiIdOf(personality)))) },
  institutionsCovered: { hei: { id: heiId(heiIdOf(personality)), otherIds: [], names: [{ text: personality.heiName, lang: "en" }] } },
  clientCredentialsInUse: { certificates: [], rsaPublicKeys: [client.spki] },
  serverCredentialsInUse: { rsaPublicKeys: [server.spki] },
});
