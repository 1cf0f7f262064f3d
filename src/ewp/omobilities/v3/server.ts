import type { NominationStore } from "../../../domain/nominations/ports.js";
import { unknownToCaller } from "../../../domain/nominations/transitions/refusals.js";
import type { Nominations } from "../../../domain/nominations/service.js";
import { given } from "../../../kernel/given.js";
import { serve } from "../../runtime/serve.js";
import { omobilitiesV3 } from "./api.js";
import type { UpdateRequest } from "./documents.js";
import { toWireMobility } from "./mapping.js";

interface Services {
  readonly nominations: Pick<NominationStore, "sentTo" | "indexFor" | "omobility">;
  readonly nominationCommands: Pick<Nominations, "judge" | "fetched">;
}

/** A nomination is served to its receiving institution and to nobody else; `index` lists exactly what `get` serves. */
export const serveOmobilitiesV3 = serve(omobilitiesV3, ({ nominations, nominationCommands }: Services) => ({
  get: async ({ heiId, params, requester }) => {
    const ids = [...new Set(params.omobilityIds)];
    const sent = (await Promise.all(requester.heiIds.map(async (partner) => {
      const served = await nominations.sentTo(heiId, partner, ids);
      await nominationCommands.fetched(heiId, partner, served);
      return served;
    }))).flat();
    // In the order asked for: the same question gets the same bytes.
    return { mobilities: ids.flatMap((id) => sent.filter((own) => own.id === id)).map(toWireMobility) };
  },
  index: async ({ heiId, params, requester }) => {
    const filter = given({ academicYear: params.receivingAcademicYearId, changedSince: params.modifiedSince, globalId: params.globalId, activity: params.activityAttributes });
    return { omobilityIds: (await Promise.all(requester.heiIds.map((partner) => nominations.indexFor(heiId, partner, filter)))).flat() };
  },
  update: async ({ heiId, body, requester, exchangeId }) => {
    const { id, ...verdict } = verdictOf(body);
    const partner = (await nominations.omobility(heiId, id))?.partnerHeiId;
    // Who is not the receiving institution learns no more than that there is nothing for it.
    if (partner === undefined || !requester.heiIds.includes(partner)) throw unknownToCaller();
    await nominationCommands.judge(heiId, partner, id, { ...verdict, exchangeId });
    return { successUserMessages: [] };
  },
}));

const verdictOf = ({ approveProposalV1: approved, rejectProposalV1: rejected }: UpdateRequest) => {
  const said = approved ?? rejected;
  // The reader has checked that there is exactly one.
  if (!said) throw new RangeError("an update has one decision");
  return { id: said.omobilityId, proposalId: said.proposalId, ...(rejected ? { decision: "reject" as const, comment: rejected.comment } : { decision: "approve" as const }) };
};
