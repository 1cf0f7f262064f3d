/** What this node serves: one line per API version. Manifest, routes and fan-out derive from it (docs/adding-an-api.md). */
import { serveCourseReplicationV1 } from "./course-replication/v1/server.js";
import { serveCoursesV0 } from "./courses/v0/server.js";
import { serveDiscoveryV6 } from "./discovery/v6/server.js";
import { serveEchoV2 } from "./echo/v2/server.js";
import { serveFactsheetV1 } from "./factsheet/v1/server.js";
import { serveFileV1 } from "./file/v1/server.js";
import { serveIiaApprovalCnrV2 } from "./iia-approval-cnr/v2/server.js";
import { serveIiaCnrV3 } from "./iia-cnr/v3/server.js";
import { serveIiasV7 } from "./iias/v7/server.js";
import { serveIiasApprovalV2 } from "./iias-approval/v2/server.js";
import { serveImobilitiesV1 } from "./imobilities/v1/server.js";
import { serveImobilitiesV2 } from "./imobilities/v2/server.js";
import { serveImobilityCnrV1 } from "./imobility-cnr/v1/server.js";
import { serveImobilityCnrV2 } from "./imobility-cnr/v2/server.js";
import { serveImobilityTorCnrV1 } from "./imobility-tor-cnr/v1/server.js";
import { serveImobilityTorCnrV2 } from "./imobility-tor-cnr/v2/server.js";
import { serveImobilityTorStatsV1 } from "./imobility-tor-stats/v1/server.js";
import { serveImobilityTorsV2 } from "./imobility-tors/v2/server.js";
import { serveImobilityTorsV3 } from "./imobility-tors/v3/server.js";
import { serveInstitutionsV2 } from "./institutions/v2/server.js";
import { serveOmobilitiesV2 } from "./omobilities/v2/server.js";
import { serveOmobilitiesV3 } from "./omobilities/v3/server.js";
import { serveOmobilityCnrV1 } from "./omobility-cnr/v1/server.js";
import { serveOmobilityCnrV2 } from "./omobility-cnr/v2/server.js";
import { serveOmobilityStatsV1 } from "./omobility-stats/v1/server.js";
import { serveOmobilityLaCnrV1 } from "./omobility-la-cnr/v1/server.js";
import { serveOmobilityLasV1 } from "./omobility-las/v1/server.js";
import { serveOunitsV2 } from "./ounits/v2/server.js";
import type { Served, ServicesOf } from "./runtime/serve.js";

const SERVED = [
  serveDiscoveryV6,
  serveEchoV2,
  serveInstitutionsV2,
  serveOunitsV2,
  serveFactsheetV1,
  serveFileV1,
  serveCoursesV0,
  serveCourseReplicationV1,
  serveIiasV7,
  serveIiaCnrV3,
  serveIiasApprovalV2,
  serveIiaApprovalCnrV2,
  // Who serves one of these five serves all of them (PROTOCOL 5.0).
  serveOmobilitiesV3,
  serveOmobilityCnrV2,
  serveOmobilityStatsV1,
  serveImobilitiesV2,
  serveImobilityCnrV2,
  // The older workflow, for partners that have nothing else (PROTOCOL 6.4.6).
  serveOmobilitiesV2,
  serveOmobilityCnrV1,
  serveImobilitiesV1,
  serveImobilityCnrV1,
  serveOmobilityLasV1,
  serveOmobilityLaCnrV1,
  serveImobilityTorsV3,
  serveImobilityTorsV2,
  serveImobilityTorCnrV2,
  serveImobilityTorCnrV1,
  serveImobilityTorStatsV1,
];

/** Everything that the handlers need, derived from the lines above. */
export type EwpServices = ServicesOf<typeof SERVED>;

export const apis: readonly Served<EwpServices>[] = SERVED;
