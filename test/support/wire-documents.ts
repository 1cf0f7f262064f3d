/** Every document that is described in src/ewp, by the slice it belongs to. */
import { discoveryEntry, manifest } from "../../src/ewp/discovery/v6/documents.js";
import { echoResponse } from "../../src/ewp/echo/v2/documents.js";
import { factsheetResponse } from "../../src/ewp/factsheet/v1/documents.js";
import { iiaApprovalCnrResponse } from "../../src/ewp/iia-approval-cnr/v2/documents.js";
import { iiaCnrResponse } from "../../src/ewp/iia-cnr/v3/documents.js";
import { iiasApprovalResponse } from "../../src/ewp/iias-approval/v2/documents.js";
import { getResponse, indexResponse, statsResponse } from "../../src/ewp/iias/v7/documents.js";
import { institutionsResponse } from "../../src/ewp/institutions/v2/documents.js";
import { monitoringResponse } from "../../src/ewp/monitoring/v0/documents.js";
import { ounitsResponse } from "../../src/ewp/ounits/v2/documents.js";
import { catalogue } from "../../src/ewp/registry/v1/documents.js";
import { errorResponse } from "../../src/ewp/runtime/error-response.js";
import type { Document, Fields } from "../../src/xml/schema.js";

export const WIRE_DOCUMENTS: Readonly<Record<string, Document<Fields>>> = {
  "discovery/v6 manifest": manifest,
  "discovery/v6 entry": discoveryEntry,
  "registry/v1 catalogue": catalogue,
  "echo/v2": echoResponse,
  "institutions/v2": institutionsResponse,
  "ounits/v2": ounitsResponse,
  "factsheet/v1": factsheetResponse,
  "iias/v7 get": getResponse,
  "iias/v7 index": indexResponse,
  "iias/v7 stats": statsResponse,
  "iia-cnr/v3": iiaCnrResponse,
  "iias-approval/v2": iiasApprovalResponse,
  "iia-approval-cnr/v2": iiaApprovalCnrResponse,
  "monitoring/v0": monitoringResponse,
  "error-response": errorResponse,
};
