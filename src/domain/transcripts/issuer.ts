import { given } from "../../kernel/given.js";
import type { Institution } from "../institutions/model.js";
import type { Issuer } from "./model.js";

/** An institution of ours as its documents name it. */
export const issuerOf = ({ heiId, otherIds, names, websiteUrls, streetAddress, mailingAddress }: Institution): Issuer => ({
  heiId, otherIds, titles: names, url: websiteUrls[0]?.url ?? `https://${heiId}`, ...given({ country: (streetAddress ?? mailingAddress)?.country }),
});
