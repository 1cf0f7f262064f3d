import type { RecordKind } from "../domain/retention/model.js";
import type { HeiId, OmobilityId } from "../kernel/ids.js";
import type { Store } from "../store/open.js";

/** What a partner still serves of a record that retention removed is not fetched: as if it served none. Also when an officer asks. */
export const unlessRemoved = ({ retention }: Pick<Store, "retention">, kind: RecordKind) =>
  async <T>(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId, ask: () => Promise<T>): Promise<T | undefined> =>
    (await retention.isRemoved(kind, { heiId, partnerHeiId, objectId: id })) ? undefined : ask();
