import type { Api } from "../../../src/ewp/runtime/define.js";
import { urlElement } from "../../../src/ewp/runtime/define.js";
import { endpointUrl } from "../../../src/ewp/runtime/routes.js";
import type { HeiId } from "../../../src/kernel/ids.js";
import { apiEntry, httpSecurity, parts } from "../registry/catalogue-xml.js";

/** The entry of an API that a node serves, as the catalogue shows it. */
export const catalogueEntry = (api: Api, publicUrl: string, heiId: HeiId): string => {
  const urls = Object.fromEntries(Object.keys(api.endpoints).map((name) => [urlElement(name), endpointUrl(publicUrl, heiId, api, name)]));
  return apiEntry(api.element, api.version, httpSecurity() + parts({ ...urls, ...api.limits, ...api.declares }));
};
