import { type AgreementApi, AGREEMENT_APIS, type PartnerDirectory } from "../domain/agreements/ports.js";
import { iiaApprovalCnrV2 } from "../ewp/iia-approval-cnr/v2/api.js";
import { iiaCnrV3 } from "../ewp/iia-cnr/v3/api.js";
import { iiasApprovalV2 } from "../ewp/iias-approval/v2/api.js";
import { iiasV7 } from "../ewp/iias/v7/api.js";
import type { Api } from "../ewp/runtime/define.js";
import type { CurrentCatalogue } from "../ewp/runtime/ports.js";
import { given } from "../kernel/given.js";
import type { HeiId } from "../kernel/ids.js";
import type { Snapshot } from "../registry/model.js";
import { inEnglish, type LangText } from "../kernel/lang-text.js";

/** The versions of the agreement APIs that we speak; a namespace stands for a major version. */
const SPOKEN: Readonly<Record<AgreementApi, readonly Api[]>> = {
  iias: [iiasV7],
  "iias-approval": [iiasApprovalV2],
  "iia-cnr": [iiaCnrV3],
  "iia-approval-cnr": [iiaApprovalCnrV2],
};

/** What the catalogue says of institutions, in the domain's words. */
export interface NodeDirectory extends PartnerDirectory {
  namesOf(heiId: HeiId): readonly LangText[];
  /** Institutions that offer agreements in a version that we speak. */
  offeringAgreements(): readonly HeiId[];
}

export const createPartnerDirectory = (catalogue: CurrentCatalogue): NodeDirectory => {
  const namesOf = (heiId: HeiId): readonly LangText[] => catalogue.current()?.hei(heiId)?.names ?? [];
  let known: { readonly snapshot: Snapshot | undefined; readonly offering: readonly HeiId[] } = { snapshot: undefined, offering: [] };
  return {
    namesOf,
    // A pass over the whole catalogue: once for each.
    offeringAgreements: () => {
      const snapshot = catalogue.current();
      if (known.snapshot !== snapshot) known = { snapshot, offering: snapshot ? offersOf(snapshot) : [] };
      return known.offering;
    },
    facts: async (heiId) => {
      const snapshot = catalogue.current();
      const speaks = (api: AgreementApi): boolean =>
        SPOKEN[api].some(({ manifestNamespace, element }) => (snapshot?.apiEntries(heiId, manifestNamespace, element).length ?? 0) > 0);
      return {
        inCatalogue: snapshot?.hei(heiId) !== undefined,
        apis: AGREEMENT_APIS.filter(speaks),
        ...given({ name: inEnglish(namesOf(heiId)) || undefined }),
      };
    },
  };
};

const offersOf = (snapshot: Snapshot): readonly HeiId[] => [...new Set(SPOKEN.iias.flatMap(({ manifestNamespace, element }) => snapshot.heisWithApi(manifestNamespace, element)))];
