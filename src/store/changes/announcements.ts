import type { Change, ChangeKind } from "../../domain/changes.js";
import type { NewDelivery } from "../../outbox/ports.js";

type Announcement<K extends ChangeKind> = (change: Extract<Change, { kind: K }>) => Pick<NewDelivery, "kind" | "objectId">;

/** What changes give delivery to do: whom a partner must hear of and by whose id (PROTOCOL 6.8.1), what it must be told or asked. What is not listed is nobody else's business. */
const ANNOUNCEMENTS: { readonly [K in ChangeKind]?: Announcement<K> } = {
  "iia-copy-changed": (change) => ({ kind: "iia-cnr", objectId: change.iiaId }),
  "la-changed": (change) => ({ kind: "omobility-la-cnr", objectId: change.omobilityId }),
  "incoming-la-answered": (change) => ({ kind: "update-omobility-la", objectId: change.omobilityId }),
  // Not every partner notifies us of what we caused ourselves.
  "incoming-la-told": (change) => ({ kind: "refresh-omobility-la", objectId: change.omobilityId }),
  "iia-approval-changed": (change) => ({ kind: "iia-approval-cnr", objectId: change.partnerIiaId }),
  "omobility-changed": (change) => ({ kind: "omobility-cnr", objectId: change.omobilityId }),
  "imobility-changed": (change) => ({ kind: "imobility-cnr", objectId: change.omobilityId }),
  "transcript-changed": (change) => ({ kind: "imobility-tor-cnr", objectId: change.omobilityId }),
};

/** The outbox rows that belong to these changes, due at once. */
export const announcementsOf = (changes: readonly Change[], dueAt: Date): NewDelivery[] =>
  changes.flatMap((change) => {
    const announce = ANNOUNCEMENTS[change.kind] as Announcement<ChangeKind> | undefined;
    return announce ? [{ ...announce(change), heiId: change.heiId, partnerHeiId: change.partnerHeiId, dueAt }] : [];
  });
