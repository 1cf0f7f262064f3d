import type { HeiId, OmobilityId } from "../../kernel/ids.js";
import type { Parties } from "../runtime/call.js";
import { together } from "../runtime/outgoing/together.js";

type Tell = (parties: Parties, omobilityIds: readonly OmobilityId[]) => Promise<{ readonly exchangeId: string }>;

/** A notice about one mobility, which goes out with others that wait (PROTOCOL 6.8.1). Resolves with the exchange that proves it. */
export const tellTogether = (idsPerCall: (partner: HeiId) => number, tell: Tell) => together<OmobilityId, string>({
  idsPerCall,
  ask: async (parties, ids) => {
    const { exchangeId } = await tell(parties, ids);
    return () => exchangeId;
  },
});
