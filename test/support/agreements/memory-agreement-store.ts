import type { Agreement, AgreementPair, PartnerCopy } from "../../../src/domain/agreements/model.js";
import type { AgreementStore, Decision, Found, Scope } from "../../../src/domain/agreements/ports.js";
import { approvedByPartner, approvedByUs } from "../../../src/domain/agreements/standing.js";
import type { AgreementChange } from "../../../src/domain/changes.js";
import type { Page } from "../../../src/domain/page.js";
import { editConflict } from "../../../src/kernel/errors.js";
import type { Clock } from "../../../src/kernel/ports.js";

/** An `AgreementStore` in memory, and the changes that it committed, oldest first. */
export interface MemoryAgreementStore extends AgreementStore {
  readonly changes: readonly AgreementChange[];
}

const key = (...parts: readonly string[]): string => parts.join(" ");
const theirKey = ({ heiId, partnerHeiId, iiaId }: PartnerCopy): string => key(heiId, partnerHeiId, iiaId);
const onePage = <T>(items: readonly T[]): Page<T> => ({ items });

/** Decisions are synchronous, so none ever runs beside another. Everything is on one page. */
export const memoryAgreementStore = (clock: Clock): MemoryAgreementStore => {
  const agreements = new Map<string, Agreement>();
  const copies = new Map<string, PartnerCopy>();
  const ownVersions = new Map<string, Agreement["mine"][]>();
  const partnerVersions = new Map<string, PartnerCopy["current"][]>();
  const changes: AgreementChange[] = [];

  const living = (): Agreement[] => [...agreements.values()].filter(({ stage }) => stage !== "deleted");
  const linkedTo = (copy: { heiId: string; partnerHeiId: string; iiaId: string }): Agreement | undefined =>
    living().find(({ heiId, partnerHeiId, partnerIiaId }) => heiId === copy.heiId && partnerHeiId === copy.partnerHeiId && partnerIiaId === copy.iiaId);
  const pairOf = (agreement: Agreement): AgreementPair => {
    const theirs = agreement.partnerIiaId && copies.get(key(agreement.heiId, agreement.partnerHeiId, agreement.partnerIiaId));
    return { agreement, ...(theirs && { theirs }) };
  };
  const shared = (heiId: string, partnerHeiId: string): Agreement[] =>
    living().filter((a) => a.heiId === heiId && a.partnerHeiId === partnerHeiId && a.stage === "shared");

  const find = ({ heiId, own: id, theirs: named }: Scope): Found => {
    const own = id && agreements.get(key(heiId, id));
    const theirs = named ? copies.get(key(heiId, named.partnerHeiId, named.iiaId)) : own && pairOf(own).theirs;
    const linked = named && linkedTo({ heiId, ...named });
    return { ...(own && { own }), ...(theirs && { theirs }), ...(linked && { linked }) };
  };

  const save = ({ agreements: saved = [], partnerCopies = [], changes: made }: Decision): void => {
    for (const agreement of saved) {
      const at = key(agreement.heiId, agreement.id);
      if ((agreements.get(at)?.revision ?? 0) !== agreement.revision - 1) throw editConflict("revision", "Load it again.");
      agreements.set(at, agreement);
      const versions = ownVersions.get(at) ?? [];
      if (versions[0]?.version !== agreement.mine.version) ownVersions.set(at, [agreement.mine, ...versions]);
    }
    for (const copy of partnerCopies) {
      copies.set(theirKey(copy), copy);
      const versions = partnerVersions.get(theirKey(copy)) ?? [];
      if (versions[0]?.version !== copy.current.version) partnerVersions.set(theirKey(copy), [copy.current, ...versions]);
    }
    for (const copy of copies.values())
      if (living().filter((a) => a.heiId === copy.heiId && a.partnerHeiId === copy.partnerHeiId && a.partnerIiaId === copy.iiaId).length > 1) throw editConflict("bound twice", "Load it again.");
    changes.push(...made);
  };

  return {
    changes,
    decide: async (scope, decide) => {
      const decision = decide(find(scope), clock.now());
      save(decision);
      return decision;
    },
    get: async (heiId, id) => {
      const agreement = agreements.get(key(heiId, id));
      return agreement && pairOf(agreement);
    },
    list: async (heiId, { partnerHeiId, stages }) => onePage([...agreements.values()]
      .filter((a) => a.heiId === heiId && (!partnerHeiId || a.partnerHeiId === partnerHeiId) && (!stages || stages.includes(a.stage))).map(pairOf)),
    partnerCopy: async (heiId, partnerHeiId, iiaId) => copies.get(key(heiId, partnerHeiId, iiaId)),
    partnerCopies: async (heiId, { partnerHeiId, linked, gone }) => onePage([...copies.values()].flatMap((copy) => {
      const to = linkedTo(copy);
      const wanted = copy.heiId === heiId && (!partnerHeiId || copy.partnerHeiId === partnerHeiId)
        && (linked === undefined || linked === (to !== undefined)) && (gone === undefined || gone === (copy.goneAt !== undefined));
      return wanted ? [{ ...copy, ...(to && { linkedTo: to.id }) }] : [];
    })),
    sharedWith: async (heiId, partnerHeiId, ids) => shared(heiId, partnerHeiId).filter(({ id }) => ids.includes(id)),
    sharedRevision: async (heiId, partnerHeiId, id) => shared(heiId, partnerHeiId).find((agreement) => agreement.id === id)?.revision,
    indexFor: async (heiId, partnerHeiId) => shared(heiId, partnerHeiId).map(({ id }) => id),
    approvalsOf: async (heiId, partnerHeiId, ids) => shared(heiId, partnerHeiId).flatMap(({ partnerIiaId, approvalByUs }) =>
      (partnerIiaId && approvalByUs && ids.includes(partnerIiaId) ? [{ partnerIiaId, hash: approvalByUs.hash, ...(approvalByUs.pdfFileId !== undefined && { pdfFileId: approvalByUs.pdfFileId }) }] : [])),
    statistics: async (heiId) => {
      const pairs = living().filter((a) => a.heiId === heiId && a.stage === "shared").map(pairOf);
      const count = (by: (pair: AgreementPair) => boolean): number => pairs.filter(by).length;
      return {
        fetchable: pairs.length,
        localUnapprovedPartnerApproved: count((pair) => approvedByPartner(pair) && !approvedByUs(pair)),
        localApprovedPartnerUnapproved: count((pair) => approvedByUs(pair) && !approvedByPartner(pair)),
        bothApproved: count((pair) => approvedByUs(pair) && approvedByPartner(pair)),
      };
    },
    ownVersions: async (heiId, id) => ownVersions.get(key(heiId, id)) ?? [],
    partnerVersions: async (heiId, partnerHeiId, iiaId) => partnerVersions.get(key(heiId, partnerHeiId, iiaId)) ?? [],
    timeline: async (heiId, id) => changes.filter((change) => change.heiId === heiId && change.iiaId === id).reverse(),
  };
};
