import type { Change, ChangeKind } from "../../domain/changes.js";
import type { NewDelivery } from "../../outbox/ports.js";

type Announcement<K extends ChangeKind> = (change: Extract<Change, { kind: K }>) => Pick<NewDelivery, "kind" | "objectId">;

/** Which changes a partner must hear of, and by whose id (PROTOCOL 6.8.1). What is not listed is nobody else's business. */
const ANNOUNCEMENTS: { readonly [K in ChangeKind]?: Announcement<K> } = {
  "iia-copy-changed": (change) => ({ kind: "iia-cnr", objectId: change.iiaId }),
  "iia-approval-changed": (change) => ({ kind: "iia-approval-cnr", objectId: change.partnerIiaId }),
  "omobility-changed": (change) => ({ kind: "omobility-cnr", objectId: change.omobilityId }),
  "imobility-changed": (change) => ({ kind: "imobility-cnr", objectId: change.omobilityId }),
};

/** The outbox rows that belong to these changes, due at once. */
export const announcementsOf = (changes: readonly Change[], dueAt: Date): NewDelivery[] =>
  changes.flatMap((change) => {
    const announce = ANNOUNCEMENTS[change.kind] as Announcement<ChangeKind> | undefined;
    return announce ? [{ ...announce(change), heiId: change.heiId, partnerHeiId: change.partnerHeiId, dueAt }] : [];
  });
