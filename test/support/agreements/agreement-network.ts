/** Two institutions' agreement services wired to each other in memory: every call is answered from the other's store. */
import { createAgreements, type Agreements } from "../../../src/domain/agreements/service.js";
import type { AgreementContent, Condition } from "../../../src/domain/agreements/model.js";
import type { DeliveryFact, FetchedCopy, PartnerAgreements, PartnerFault } from "../../../src/domain/agreements/ports.js";
import type { Change } from "../../../src/domain/changes.js";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { heiId, type HeiId, type IiaId } from "../../../src/kernel/ids.js";
import { steeredClock, type SteeredClock } from "../fixed-ports.js";
import { memoryAgreementStore, type MemoryAgreementStore } from "./memory-agreement-store.js";

export const A = heiId("rive.example");
export const B = heiId("lac.example");

export interface Side {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly store: MemoryAgreementStore;
  readonly agreements: Agreements;
  readonly faults: PartnerFault[];
  /** What this side serves may be bent here, as faulty systems do. */
  bend: (copy: FetchedCopy) => FetchedCopy | undefined;
  /** True: this side answers nobody. */
  silent: boolean;
  /** What happens while this side's next answer is on its way, once. */
  meanwhile?: (() => Promise<unknown>) | undefined;
}

/** A notification on its way, as the outbox would hold it. */
export interface Notice {
  readonly from: "a" | "b";
  readonly kind: "iia-cnr" | "iia-approval-cnr";
  readonly objectId: IiaId;
}

export interface AgreementNetwork {
  readonly a: Side;
  readonly b: Side;
  readonly clock: SteeredClock;
  /** Notices that were not delivered yet, oldest first, equal ones merged. */
  pending(): readonly Notice[];
  /** The receiver looks, as its refresh job would. */
  deliver(notice: Notice): Promise<void>;
  /** Delivers until nobody has anything to say; fails when that never ends. */
  settle(): Promise<void>;
}

const noticesOf = (from: Notice["from"], changes: readonly Change[]): Notice[] =>
  changes.flatMap((change): Notice[] =>
    change.kind === "iia-copy-changed" ? [{ from, kind: "iia-cnr", objectId: change.iiaId }]
      : change.kind === "iia-approval-changed" ? [{ from, kind: "iia-approval-cnr", objectId: change.partnerIiaId }] : []);

export const agreementNetwork = (): AgreementNetwork => {
  const clock = steeredClock();
  let uuids = 0;
  let exchanges = 0;
  const sides = new Map<HeiId, Side>();
  const other = (partnerHeiId: HeiId): Side => {
    const side = sides.get(partnerHeiId);
    if (!side || side.silent) throw new PartnerFailure({ reason: "The partner does not answer.", retry: true });
    return side;
  };

  const onItsWay = async <T>(side: Side, answer: T): Promise<T> => {
    const { meanwhile } = side;
    side.meanwhile = undefined;
    await meanwhile?.();
    return answer;
  };

  const partners: PartnerAgreements = {
    fetch: async (from, to, iiaId) => {
      const [served] = await other(to).store.sharedWith(to, from, [iiaId]);
      exchanges += 1;
      const { copy, hash } = served?.mine ?? {};
      return onItsWay(other(to), copy && hash && other(to).bend({ iiaId, copy, hash, declaredHash: hash, validForApproval: true, exchangeId: `exchange-${exchanges}` }));
    },
    index: (from, to, since) => other(to).store.indexFor(to, from, { ...(since && { changedSince: since }) }),
    approval: async (from, to, ourId) => {
      const [approval] = await other(to).store.approvalsOf(to, from, [ourId]);
      exchanges += 1;
      return onItsWay(other(to), { exchangeId: `exchange-${exchanges}`, ...(approval && { hash: approval.hash }) });
    },
  };

  const sideOf = (own: HeiId, partnerHeiId: HeiId): Side => {
    const store = memoryAgreementStore(clock);
    const faults: PartnerFault[] = [];
    const agreements = createAgreements({
      store, partners, hashCopy, clock,
      ids: { uuid: () => `${String(++uuids).padStart(8, "0")}-0000-4000-8000-000000000000` },
      references: { unknownOunits: async (_hei, ids) => ids.filter((id) => id.startsWith("unknown")), hasFile: async (_hei, id) => id === "known-file" },
      directory: { facts: async (hei) => ({ inCatalogue: true, apis: ["iias", "iias-approval", "iia-cnr", "iia-approval-cnr"], name: hei === A ? "Rive University" : "Lac University" }) },
      deliveries: { latest: async () => deliveriesOf(store.changes, clock.now()) },
      reportFault: (fault) => void faults.push(fault),
    });
    const side: Side = { heiId: own, partnerHeiId, store, agreements, faults, bend: (copy) => copy, silent: false };
    sides.set(own, side);
    return side;
  };

  const a = sideOf(A, B);
  const b = sideOf(B, A);
  const taken = { a: 0, b: 0 };
  let waiting: Notice[] = [];
  const collect = (): void => {
    for (const from of ["a", "b"] as const) {
      const { changes } = (from === "a" ? a : b).store;
      waiting = [...waiting, ...noticesOf(from, changes.slice(taken[from]))];
      taken[from] = changes.length;
    }
    waiting = waiting.filter((notice, i) => waiting.findIndex((earlier) => JSON.stringify(earlier) === JSON.stringify(notice)) === i);
  };
  const deliver = async (notice: Notice): Promise<void> => {
    waiting = waiting.filter((each) => JSON.stringify(each) !== JSON.stringify(notice));
    const [from, to] = notice.from === "a" ? [a, b] : [b, a];
    await (notice.kind === "iia-cnr" ? to.agreements.refreshCopy(to.heiId, from.heiId, notice.objectId) : to.agreements.refreshApproval(to.heiId, from.heiId, notice.objectId));
    collect();
  };
  const pending = (): readonly Notice[] => {
    collect();
    return waiting;
  };
  return {
    a, b, clock, pending, deliver,
    settle: async () => {
      for (let rounds = 0; pending().length > 0; rounds++) {
        if (rounds > 200) throw new Error(`the two sides never come to rest: ${JSON.stringify(pending())}`);
        await deliver(pending()[0] as Notice);
      }
    },
  };
};

const deliveriesOf = (changes: readonly Change[], at: Date): DeliveryFact[] =>
  noticesOf("a", changes).map(({ kind, objectId }) => ({ kind, objectId, state: "delivered", attempts: 1, createdAt: at, dueAt: at, endedAt: at }));

export const condition = (facts: Partial<Condition> = {}): Condition => ({
  kind: "student-studies", sendingHeiId: A, sendingContacts: [], receivingHeiId: B, receivingContacts: [],
  firstAcademicYear: "2026/2027", lastAcademicYear: "2028/2029", mobilitiesPerYear: 2, blended: false,
  languageSkills: [{ language: "fr", cefrLevel: "B1" }], subjectAreas: [{ iscedFCode: "0314", clarification: "" }], ...facts,
});

export const content = (...conditions: readonly Condition[]): AgreementContent =>
  ({ owner: { contacts: [] }, partner: { contacts: [] }, conditions: conditions.length > 0 ? conditions : [condition()] });
