import { createCohorts } from "./cohort/import.js";
import type { NominationDependencies } from "./service/dependencies.js";
import { createIncoming } from "./service/incoming.js";
import { createOutgoing } from "./service/outgoing.js";
import { createQueries } from "./service/queries.js";
import { createRefresh } from "./service/refresh.js";
import { createSeats } from "./service/seats.js";

export type { Command, NominationDependencies } from "./service/dependencies.js";

/**
 * Nominations as offices, partners and delivery use them: load, decide, commit, each command in one transaction with what it announces.
 * Commands throw `EwpError`s; refresh methods fail with `PartnerFailure` and leave retrying to delivery.
 */
export const createNominations = (dependencies: NominationDependencies) =>
  ({ ...createOutgoing(dependencies), ...createIncoming(dependencies), ...createRefresh(dependencies), ...createQueries(dependencies), ...createCohorts(dependencies), ...createSeats(dependencies) });
export type Nominations = ReturnType<typeof createNominations>;
