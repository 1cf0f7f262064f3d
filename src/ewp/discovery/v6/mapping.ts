import type { Institution } from "../../../domain/institutions/model.js";
import type { Api } from "../../runtime/define.js";
import { manifestEntry, type Offers } from "../../runtime/manifest-entry.js";
import type { KeysOfHost } from "../../runtime/ports.js";
import type { Manifest } from "./documents.js";

/** What a manifest says of the node rather than of the institution. */
export interface Publisher {
  /** https, without a slash at its end. */
  readonly publicUrl: string;
  /** In English: `Provider name (Software)`. */
  readonly adminProvider: string;
  /** For institutions that give no address of their own. */
  readonly adminEmail?: string | undefined;
  readonly apis: readonly Api[];
  /** Nothing more unless told otherwise. */
  readonly offers?: Offers | undefined;
}

type Published = Pick<Institution, "heiId" | "names" | "otherIds" | "adminEmails">;
type Keys = Pick<KeysOfHost, "publishedClientKeys" | "publishedServerKeys"> & { readonly certificates?: readonly string[] };

/** One institution's manifest: one host that covers one institution (PROTOCOL 2.1 rule 5). */
export const toManifest = (institution: Published, keys: Keys, { publicUrl, adminProvider, adminEmail, apis, offers }: Publisher): Manifest => ({
  host: {
    adminEmails: institution.adminEmails.length > 0 ? institution.adminEmails : adminEmail === undefined ? [] : [adminEmail],
    adminProvider,
    apisImplemented: { entries: apis.map((api) => manifestEntry(api, publicUrl, institution.heiId, offers)) },
    institutionsCovered: {
      hei: {
        id: institution.heiId,
        otherIds: institution.otherIds.map(({ type, value }) => ({ type, text: value })),
        names: institution.names,
      },
    },
    clientCredentialsInUse: { certificates: keys.certificates ?? [], rsaPublicKeys: keys.publishedClientKeys },
    serverCredentialsInUse: { rsaPublicKeys: keys.publishedServerKeys },
  },
});
