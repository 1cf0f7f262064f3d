import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import type { OwnReferences } from "../../agreements/ports.js";
import type { AgreementsInForce, NominationStore, PartnerNominations } from "../ports.js";

/** All that the nomination service is made of. */
export interface NominationDependencies {
  readonly store: NominationStore;
  readonly partners: PartnerNominations;
  readonly agreements: AgreementsInForce;
  readonly references: Pick<OwnReferences, "unknownOunits">;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What every command on a mobility names. */
export interface Command {
  readonly heiId: HeiId;
  readonly id: OmobilityId;
  /** Refuse with 412 when the mobility is at another revision (`If-Match`). */
  readonly ifRevision?: number | undefined;
  /** The token's name. */
  readonly actor: string;
}
