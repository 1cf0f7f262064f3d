/** Two institutions that nominate to each other, their notices in hand, and answers that can be bent or held up on their way. */
import type { AgreementInForce } from "../../../src/domain/nominations/model.js";
import type { PartnerNominations } from "../../../src/domain/nominations/ports.js";
import { createNominations, type Nominations } from "../../../src/domain/nominations/service.js";
import type { FetchedNomination } from "../../../src/domain/nominations/transitions/imobility.js";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { EwpError } from "../../../src/kernel/errors.js";
import { heiId, type HeiId, type OmobilityId } from "../../../src/kernel/ids.js";
import { steeredClock } from "../fixed-ports.js";
import { memoryNominationStore, type MemoryNominationStore } from "./memory-nomination-store.js";

export const A = heiId("rive.example");
export const B = heiId("lac.example");

export interface Notice {
  readonly from: "a" | "b";
  readonly kind: "omobility-cnr" | "imobility-cnr";
  readonly id: OmobilityId;
}

export interface Side {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly store: MemoryNominationStore;
  readonly nominations: Nominations;
  /** What this side's server makes of a nomination that it serves; undefined: it serves none. */
  bend(served: FetchedNomination): FetchedNomination | undefined;
  /** Happens once, while an answer of this side is on its way. */
  meanwhile: (() => Promise<unknown>) | undefined;
  silent: boolean;
  agreements: readonly AgreementInForce[];
}

const KIND = { "omobility-changed": "omobility-cnr", "imobility-changed": "imobility-cnr" } as const;

export const nominationNetwork = () => {
  const clock = steeredClock();
  const sides = new Map<HeiId, Side>();
  let uuids = 0;
  let exchanges = 0;
  const other = (of: HeiId): Side => {
    const side = sides.get(of);
    if (!side || side.silent) throw new PartnerFailure({ reason: "The partner does not answer.", retry: true });
    return side;
  };
  const onItsWay = async <T>(side: Side, answer: T): Promise<T> => {
    const { meanwhile } = side;
    side.meanwhile = undefined;
    await meanwhile?.();
    return answer;
  };
  const partners: PartnerNominations = {
    workflow: () => "current",
    isListed: (partner) => partner !== "nowhere.example",
    index: (from, to, since) => other(to).store.indexFor(to, from, { ...(since && { changedSince: since }) }),
    fetch: async (from, to, id) => {
      const served = await other(to).store.sentTo(to, from, [id]);
      await other(to).nominations.fetched(to, from, served);
      const [own] = served;
      return onItsWay(other(to), own && other(to).bend({ student: own.student, proposal: own.proposal, status: own.status, exchangeId: `exchange-${++exchanges}` }));
    },
    decide: async (from, to, id, verdict) => {
      const exchangeId = `exchange-${++exchanges}`;
      try {
        await other(to).nominations.judge(to, from, id, { ...verdict, exchangeId });
      } catch (error) {
        if (!(error instanceof EwpError)) throw error;
        throw new PartnerFailure({ reason: "The partner refused.", retry: false, status: error.status, serverMessage: error.developerMessage, exchangeId });
      }
      return onItsWay(other(to), exchangeId);
    },
    stay: async (from, to, id) => {
      const [known] = await other(to).store.known(to, from, [id]);
      return known && { ...known.stay, exchangeId: `exchange-${++exchanges}` };
    },
  };
  const sideOf = (own: HeiId, partnerHeiId: HeiId): Side => {
    const store = memoryNominationStore(clock);
    const side: Side = {
      heiId: own, partnerHeiId, store, bend: (served) => served, meanwhile: undefined, silent: false, agreements: [],
      nominations: createNominations({
        store, partners, clock, ids: { uuid: () => `uuid-${++uuids}` }, agreements: { inForceWith: async () => side.agreements },
        references: { unknownOunits: async (_hei, ids) => ids.filter((id) => id.startsWith("unknown")) },
      }),
    };
    sides.set(own, side);
    return side;
  };
  const a = sideOf(A, B);
  const b = sideOf(B, A);
  const taken = { a: 0, b: 0 };
  let waiting: Notice[] = [];
  const pending = (): readonly Notice[] => {
    for (const from of ["a", "b"] as const) {
      const { changes } = (from === "a" ? a : b).store;
      for (const change of changes.slice(taken[from])) {
        if (change.kind !== "omobility-changed" && change.kind !== "imobility-changed") continue;
        const notice = { from, kind: KIND[change.kind], id: change.omobilityId };
        if (!waiting.some((each) => JSON.stringify(each) === JSON.stringify(notice))) waiting.push(notice);
      }
      taken[from] = changes.length;
    }
    return waiting;
  };
  const deliver = async (notice: Notice): Promise<void> => {
    pending();
    waiting = waiting.filter((each) => JSON.stringify(each) !== JSON.stringify(notice));
    const [from, to] = notice.from === "a" ? [a, b] : [b, a];
    if (notice.kind === "omobility-cnr") {
      await from.nominations.notify(from.heiId, to.heiId, notice.id, async () => "told");
      await to.nominations.refreshNomination(to.heiId, from.heiId, notice.id);
    } else await to.nominations.refreshStay(to.heiId, from.heiId, notice.id);
  };
  return {
    a, b, clock, pending, deliver,
    settle: async (): Promise<void> => {
      for (let rounds = 0; pending().length > 0; rounds++) {
        if (rounds > 300) throw new Error("the two sides never come to rest");
        await deliver(pending()[0] as Notice);
      }
    },
  };
};
export type NominationNetwork = ReturnType<typeof nominationNetwork>;
