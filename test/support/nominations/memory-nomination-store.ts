import type { Change } from "../../../src/domain/changes.js";
import type { Imobility, Omobility, ReceivedVersion } from "../../../src/domain/nominations/model.js";
import type { NominationStore } from "../../../src/domain/nominations/ports.js";
import type { Clock } from "../../../src/kernel/ports.js";

/** A `NominationStore` in memory, and the changes that it committed, oldest first. Decisions are synchronous; everything is on one page. */
export interface MemoryNominationStore extends NominationStore {
  readonly changes: readonly Change[];
}

const key = (...parts: readonly string[]): string => parts.join(" ");

export const memoryNominationStore = (clock: Clock): MemoryNominationStore => {
  const own = new Map<string, Omobility>();
  const theirs = new Map<string, Imobility>();
  const sent = new Map<string, Omobility[]>();
  const received = new Map<string, ReceivedVersion[]>();
  const changes: Change[] = [];
  const sentOnes = (heiId: string, partner: string): Omobility[] => [...own.values()].filter((one) => one.heiId === heiId && one.partnerHeiId === partner && one.stage === "sent");
  return {
    changes,
    decideOmobility: async ({ heiId, id }, decide) => {
      const decision = decide(own.get(key(heiId, id)), clock.now());
      for (const one of decision.omobilities ?? []) {
        if (one.revision !== (own.get(key(heiId, one.id))?.revision ?? 0) + 1) throw new Error(`revision ${one.revision} does not follow`);
        own.set(key(heiId, one.id), one);
        if (one.version > 0) sent.set(one.id, [one, ...(sent.get(one.id) ?? []).filter(({ version }) => version !== one.version)]);
      }
      changes.push(...decision.changes);
      return decision;
    },
    decideImobility: async ({ heiId, partnerHeiId, id }, decide) => {
      const decision = decide(theirs.get(key(heiId, partnerHeiId, id)), clock.now());
      const one = decision.imobility;
      if (one) {
        theirs.set(key(heiId, partnerHeiId, id), one);
        received.set(id, [one.current, ...(received.get(id) ?? []).filter(({ version }) => version !== one.current.version)]);
      }
      changes.push(...decision.changes);
      return decision;
    },
    omobility: async (heiId, id) => own.get(key(heiId, id)),
    imobility: async (heiId, partnerHeiId, id) => theirs.get(key(heiId, partnerHeiId, id)),
    omobilities: async (_hei, { statuses, stage }) => ({ items: [...own.values()].filter((one) => (!statuses || statuses.includes(one.status)) && (!stage || one.stage === stage)) }),
    imobilities: async () => ({ items: [...theirs.values()] }),
    sentTo: async (heiId, partner, ids) => sentOnes(heiId, partner).filter(({ id }) => ids.includes(id)),
    indexFor: async (heiId, partner, { changedSince }) => sentOnes(heiId, partner).filter(({ changedAt }) => !changedSince || changedAt >= changedSince).map(({ id }) => id),
    known: async (heiId, partner, ids) => ids.flatMap((id) => theirs.get(key(heiId, partner, id)) ?? []),
    statistics: async () => [],
    nominated: async (heiId, partners) => [...own.values()].filter((one) => one.heiId === heiId && partners.includes(one.partnerHeiId))
      .map(({ id, partnerHeiId, status, student, proposal: { content: { receivingAcademicYear: academicYear, term } } }) => ({ id, partnerHeiId, status, academicYear, term, student })),
    progress: async () => new Map(),
    seatCounts: async () => [],
    sentVersions: async (_hei, id) => sent.get(id) ?? [],
    receivedVersions: async (_hei, _partner, id) => received.get(id) ?? [],
    timeline: async (_hei, { omobilityId }) => changes.filter((change) => "omobilityId" in change && change.omobilityId === omobilityId).reverse(),
  };
};
