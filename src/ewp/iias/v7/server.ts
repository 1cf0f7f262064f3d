import type { AgreementStore } from "../../../domain/agreements/ports.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { given } from "../../../kernel/given.js";
import { type RawAnswer, serve } from "../../runtime/serve.js";
import { statsOnly } from "../../runtime/stats-portal.js";
import { iiasV7 } from "./api.js";
import { toWireIia } from "./mapping.js";
import { WrittenCopies } from "./written-copies.js";

type Agreements = Pick<AgreementStore, "sharedWith" | "sharedRevision" | "indexFor" | "statistics">;

/** An agreement is served to the partner named in it and to nobody else; `index` lists exactly what `get` serves. */
export const serveIiasV7 = serve(iiasV7, ({ agreements }: { readonly agreements: Agreements }) => {
  const written = new WrittenCopies();
  /** The usual question, one agreement for one partner: only its revision has to be read. */
  const writtenBefore = async (ours: HeiId, [partner, ...others]: readonly HeiId[], [id, ...more]: readonly IiaId[]): Promise<RawAnswer | undefined> => {
    if (!partner || !id || others.length > 0 || more.length > 0) return undefined;
    const revision = await agreements.sharedRevision(ours, partner, id);
    return revision === undefined ? undefined : written.find({ heiId: ours, id, revision });
  };
  return {
    get: async ({ heiId, params, requester }) => {
      const ids = [...new Set(params.iiaIds)];
      const known = await writtenBefore(heiId, requester.heiIds, ids);
      if (known) return known;
      const shared = (await Promise.all(requester.heiIds.map((partner) => agreements.sharedWith(heiId, partner, ids)))).flat();
      // In the order asked for: the same question gets the same bytes, whatever order the store finds them in.
      const found = ids.flatMap((id) => shared.filter((agreement) => agreement.id === id));
      const [only] = found;
      if (only && found.length === 1) return written.of(only);
      return { iias: found.map(({ mine }) => toWireIia(mine.copy, mine.hash)) };
    },
    index: async ({ heiId, params, requester }) => {
      const filter = given({ academicYears: params.receivingAcademicYearIds.length > 0 ? params.receivingAcademicYearIds : undefined, changedSince: params.modifiedSince });
      return { iiaIds: (await Promise.all(requester.heiIds.map((partner) => agreements.indexFor(heiId, partner, filter)))).flat() };
    },
    stats: async ({ heiId, requester }) => {
      statsOnly(requester);
      const { fetchable, localUnapprovedPartnerApproved, localApprovedPartnerUnapproved, bothApproved } = await agreements.statistics(heiId);
      return {
        iiaFetchable: fetchable,
        iiaLocalUnapprovedPartnerApproved: localUnapprovedPartnerApproved,
        iiaLocalApprovedPartnerUnapproved: localApprovedPartnerUnapproved,
        iiaBothApproved: bothApproved,
      };
    },
  };
});
