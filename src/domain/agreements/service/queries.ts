/** What offices read about their agreements. */
import { omit } from "../../../kernel/omit.js";
import { type HeiId, type IiaId, iiaId } from "../../../kernel/ids.js";
import { everyPage, type Page, type PageRequest } from "../../page.js";
import { compare } from "../comparison/compare.js";
import { checkOf, type Check } from "../check/check.js";
import type { Comparison } from "../comparison/result.js";
import { bestMine, bestTheirs, type Suggestion } from "../matching.js";
import type { AgreementContent, AgreementPair, PartnerCopy, PartnerVersion } from "../model.js";
import type { Problem } from "../../problem.js";
import { copyOf } from "../own-copy.js";
import type { AgreementFilter, PartnerCopyFilter } from "../ports.js";
import { namedBy } from "../standing.js";
import { noSuchAgreement, noSuchPartnerCopy } from "../transitions/refusals.js";
import type { AgreementDependencies } from "./dependencies.js";
import { ownProblems } from "./own-problems.js";

/** Every version of both copies, newest first. */
export interface History {
  readonly mine: readonly AgreementPair["agreement"]["mine"][];
  readonly theirs: readonly PartnerVersion[];
}

export const createQueries = ({ store, hashCopy, clock, ids, directory, deliveries, references }: AgreementDependencies) => {
  const get = async (heiId: HeiId, id: IiaId): Promise<AgreementPair> => {
    const pair = await store.get(heiId, id);
    if (!pair) throw noSuchAgreement();
    return pair;
  };
  const compared = (pair: AgreementPair): Comparison => compare(pair, hashCopy);

  /** Copies of this partner that nobody here is bound to and that are still served. */
  const waiting = (heiId: HeiId, partnerHeiId: HeiId): Promise<readonly PartnerCopy[]> =>
    everyPage((page) => store.partnerCopies(heiId, { partnerHeiId, linked: false, gone: false }, page));

  return {
    /** The agreement with the partner's copy it is bound to; tombstones included, 404 when it never was. */
    get,
    list: (heiId: HeiId, filter: AgreementFilter, page: PageRequest): Promise<Page<AgreementPair>> => store.list(heiId, filter, page),
    partnerCopies: (heiId: HeiId, filter: PartnerCopyFilter, page: PageRequest) => store.partnerCopies(heiId, filter, page),
    timeline: async (heiId: HeiId, id: IiaId) => store.timeline((await get(heiId, id)).agreement.heiId, id),

    history: async (heiId: HeiId, id: IiaId): Promise<History> => {
      const { agreement } = await get(heiId, id);
      const { partnerHeiId, partnerIiaId } = agreement;
      const [mine, theirs] = await Promise.all([
        store.ownVersions(heiId, id), partnerIiaId === undefined ? [] : store.partnerVersions(heiId, partnerHeiId, partnerIiaId),
      ]);
      return { mine, theirs };
    },

    /**
     * In force, mine and theirs side by side, every hash difference explained. With `theirId`, against that copy of the
     * partner, linked or not: a look before linking.
     */
    compare: async (heiId: HeiId, id: IiaId, theirId?: IiaId): Promise<Comparison> => {
      const pair = await get(heiId, id);
      if (theirId === undefined || theirId === pair.theirs?.iiaId) return compared(pair);
      const theirs = await store.partnerCopy(heiId, pair.agreement.partnerHeiId, theirId);
      if (!theirs) throw noSuchPartnerCopy();
      return compared({ agreement: omit(pair.agreement, "inForce"), theirs });
    },

    /** What would keep a new agreement with this content from being made. */
    contentProblems: (heiId: HeiId, partnerHeiId: HeiId, content: AgreementContent): Promise<readonly Problem[]> =>
      ownProblems({ references, hashCopy }, copyOf({ heiId, partnerHeiId, id: iiaId(ids.uuid()) }, content)),

    /** Why the agreement is not approved by both yet: all that was looked at, whose turn it is, and what to do. */
    check: async (heiId: HeiId, id: IiaId): Promise<Check> => {
      const pair = await get(heiId, id);
      const { partnerHeiId, partnerIiaId, mine } = pair.agreement;
      const objectIds = partnerIiaId === undefined ? [id] : [id, partnerIiaId];
      const [us, partner, latest, copies, problems] = await Promise.all([
        directory.facts(heiId), directory.facts(partnerHeiId), deliveries.latest(heiId, partnerHeiId, objectIds),
        waiting(heiId, partnerHeiId), ownProblems({ references, hashCopy }, mine.copy),
      ]);
      return checkOf({
        pair, comparison: compared(pair), deliveries: latest, partner, ownProblems: problems, now: clock.now(),
        alsoNaming: copies.filter((copy) => namedBy(copy) === id).map(({ iiaId }) => iiaId),
        names: { us: us.name ?? heiId, partner: partner.name ?? partnerHeiId },
      });
    },

    /** Which of the partner's unlinked copies may belong to this agreement, best first. */
    suggestions: async (heiId: HeiId, id: IiaId): Promise<readonly Suggestion<PartnerCopy>[]> => {
      const { agreement } = await get(heiId, id);
      return bestTheirs(agreement.mine.copy, await waiting(heiId, agreement.partnerHeiId), (copy) => copy.current.copy);
    },

    /** Which of our unbound agreements may belong to this copy of the partner, best first. */
    suggestionsFor: async (heiId: HeiId, partnerHeiId: HeiId, theirId: IiaId): Promise<readonly Suggestion<AgreementPair["agreement"]>[]> => {
      const theirs = await store.partnerCopy(heiId, partnerHeiId, theirId);
      if (!theirs) throw noSuchPartnerCopy();
      const ours = await everyPage((page) => store.list(heiId, { partnerHeiId, stages: ["draft", "shared"] }, page));
      const free = ours.map(({ agreement }) => agreement).filter(({ partnerIiaId }) => partnerIiaId === undefined);
      return bestMine(theirs.current.copy, free, (agreement) => agreement.mine.copy);
    },
  };
};
