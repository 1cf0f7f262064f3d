import type { NominationStore } from "../../../domain/nominations/ports.js";
import type { Nominations } from "../../../domain/nominations/service.js";
import { given } from "../../../kernel/given.js";
import { ownHeiOnly } from "../../common/own-hei-only.js";
import { serve } from "../../runtime/serve.js";
import { omobilitiesV2 } from "./api.js";
import { toWireMobility } from "./mapping.js";

interface Services {
  readonly nominations: Pick<NominationStore, "sentTo" | "indexFor" | "progress">;
  readonly nominationCommands: Pick<Nominations, "fetched">;
}

/** The nominations of version 3, as the older workflow tells them: to their receiving institution and to nobody else; `index` lists exactly what `get` serves. */
export const serveOmobilitiesV2 = serve(omobilitiesV2, ({ nominations, nominationCommands }: Services) => ({
  get: async ({ heiId, params, requester }) => {
    ownHeiOnly("sending_hei_id", params.sendingHeiId, heiId);
    const ids = [...new Set(params.omobilityIds)];
    const sent = (await Promise.all(requester.heiIds.map(async (partner) => {
      const served = await nominations.sentTo(heiId, partner, ids);
      await nominationCommands.fetched(heiId, partner, served);
      return served;
    }))).flat();
    const progress = await nominations.progress(heiId, sent.map(({ id }) => id));
    // In the order asked for: the same question gets the same bytes.
    return { mobilities: ids.flatMap((id) => sent.filter((own) => own.id === id)).map((own) => toWireMobility(own, progress.get(own.id))) };
  },
  index: async ({ heiId, params, requester }) => {
    ownHeiOnly("sending_hei_id", params.sendingHeiId, heiId);
    const wanted = requester.heiIds.filter((partner) => params.receivingHeiIds.length === 0 || params.receivingHeiIds.includes(partner));
    const filter = { ...given({ academicYear: params.receivingAcademicYearId, changedSince: params.modifiedSince }), withProgress: true as const };
    return { omobilityIds: (await Promise.all(wanted.map((partner) => nominations.indexFor(heiId, partner, filter)))).flat() };
  },
}));
