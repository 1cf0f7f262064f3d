import { loadClientConfig } from "../config/load.js";
import { type OfficeClient, officeClient } from "../sandbox/office-client.js";

/** A client of the node that PASSERELLE_OFFICE_URL names. Throws `ConfigInvalid`. */
export const office = (): OfficeClient => {
  const { officeUrl, token, extraCa, commandCert } = loadClientConfig();
  return officeClient({ officeUrl: officeUrl.replace(/\/$/, ""), token, caFile: extraCa, certificateFile: commandCert });
};

export const ASKS_A_NODE = "Asks the node at PASSERELLE_OFFICE_URL with PASSERELLE_TOKEN.";
