/** Approval of many copies that say what ours say: each by itself, with a result or a refusal of its own (PROTOCOL 6.3). */
import { EwpError, notAllowedNow } from "../../../kernel/errors.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import type { ScopesOnUnits } from "../../access/on-units.js";
import { PartnerFailure } from "../../partner-failure.js";
import { isIdentical } from "../identical.js";
import type { AgreementPair } from "../model.js";
import type { AgreementStore } from "../ports.js";
import { approvedByUs } from "../standing.js";
import { changedSinceReview, noSuchAgreement } from "../transitions/refusals.js";
import { unitsOf } from "../units.js";
import type { Command } from "./dependencies.js";

/** A copy as the officer was shown it. */
export interface Reviewed {
  readonly id: IiaId;
  readonly partnerHash: string;
}

export type ApprovalResult = { readonly id: IiaId } & ({ readonly pair: AgreementPair } | { readonly refusal: EwpError });

interface ApproveMany {
  readonly heiId: HeiId;
  readonly items: readonly Reviewed[];
  readonly actor: string;
  /** What the caller may do; what it may not approve does not exist for it. */
  readonly scopesOn: ScopesOnUnits;
}

interface Parts {
  readonly store: Pick<AgreementStore, "get">;
  readonly approve: (command: Command & { readonly reviewedHash: string }) => Promise<AgreementPair>;
}

/** So many partners are asked at the same time. */
const PARTNERS_AT_ONCE = 8;

const notIdentical = (): EwpError =>
  notAllowedNow("The partner's copy does not say what ours says, or cannot be approved yet.", "This copy is not the same as yours, or cannot be approved yet. Open it, compare the two, and approve it by itself.", { code: "not-identical" });

/**
 * Approves those that are identical, exactly in the version that was shown; approving again what is approved changes nothing. A partner that
 * does not answer is asked once: its other copies get the same refusal.
 */
export const approvingIdentical = ({ store, approve }: Parts) => {
  const one = async ({ heiId, actor, scopesOn }: ApproveMany, { id, partnerHash }: Reviewed): Promise<AgreementPair> => {
    const pair = await store.get(heiId, id);
    if (!pair || pair.agreement.stage === "deleted" || !scopesOn(unitsOf(pair.agreement.mine.copy)).has("agreements:approve")) throw noSuchAgreement();
    if (pair.theirs && pair.theirs.current.hash !== partnerHash) throw changedSinceReview(partnerHash, pair.theirs.current.hash);
    if (approvedByUs(pair)) return pair;
    if (!isIdentical(pair)) throw notIdentical();
    // At this revision our copy is the one that was compared, and by its hash the partner's is.
    return approve({ heiId, id, actor, reviewedHash: partnerHash, ifRevision: pair.agreement.revision });
  };

  const ofOnePartner = async (command: ApproveMany, items: readonly Reviewed[]): Promise<readonly ApprovalResult[]> => {
    const results: ApprovalResult[] = [];
    let silent: EwpError | undefined;
    for (const item of items) {
      try {
        if (silent) throw silent;
        results.push({ id: item.id, pair: await one(command, item) });
      } catch (error) {
        if (!(error instanceof EwpError)) throw error;
        if (error.cause instanceof PartnerFailure && error.cause.retry) silent = error;
        results.push({ id: item.id, refusal: error });
      }
    }
    return results;
  };

  return async (command: ApproveMany): Promise<readonly ApprovalResult[]> => {
    const byPartner = new Map<string, Reviewed[]>();
    for (const item of command.items) {
      const partner = (await store.get(command.heiId, item.id))?.agreement.partnerHeiId ?? "";
      byPartner.set(partner, [...(byPartner.get(partner) ?? []), item]);
    }
    const waiting = [...byPartner.values()];
    const results = new Map<IiaId, ApprovalResult>();
    const work = async (): Promise<void> => {
      for (let items = waiting.shift(); items; items = waiting.shift()) for (const result of await ofOnePartner(command, items)) results.set(result.id, result);
    };
    await Promise.all(Array.from({ length: PARTNERS_AT_ONCE }, work));
    return command.items.flatMap(({ id }) => results.get(id) ?? []);
  };
};
