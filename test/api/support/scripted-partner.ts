/** A partner whose node is told what to serve: the `PartnerAgreements` port without a network. */
import type { AgreementCopy } from "../../../src/domain/agreements/model.js";
import type { PartnerAgreements } from "../../../src/domain/agreements/ports.js";
import type { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import type { Sha256Hex } from "../../../src/kernel/ids.js";

export interface ScriptedPartner extends PartnerAgreements {
  /** Serves this copy from now on; returns its hash. */
  serve(copy: AgreementCopy): Sha256Hex;
  withdraw(iiaId: string): void;
  /** Has approved our copy `ourId` with this hash. */
  approve(ourId: string, hash: Sha256Hex): void;
  /** Fails every call from now on; undefined ends that. */
  fail(failure: PartnerFailure | undefined): void;
}

export const scriptedPartner = (): ScriptedPartner => {
  const copies = new Map<string, AgreementCopy>();
  const approvals = new Map<string, Sha256Hex>();
  let failure: PartnerFailure | undefined;
  let exchanges = 0;
  const exchangeId = (): string => {
    if (failure) throw failure;
    return `exchange-${++exchanges}`;
  };
  return {
    serve: (copy) => {
      copies.set(copy.owner.iiaId ?? "", copy);
      return hashCopy(copy).hash;
    },
    withdraw: (id) => void copies.delete(id),
    approve: (ourId, hash) => void approvals.set(ourId, hash),
    fail: (next) => { failure = next; },
    fetch: async (_heiId, _partner, iiaId) => {
      const id = exchangeId();
      const copy = copies.get(iiaId);
      if (!copy) return undefined;
      const { hash } = hashCopy(copy);
      return { iiaId, copy, hash, declaredHash: hash, validForApproval: true, exchangeId: id };
    },
    index: async () => [...copies.values()].flatMap(({ owner }) => (owner.iiaId ? [owner.iiaId] : [])),
    approval: async (_heiId, _partner, ourId) => {
      const id = exchangeId();
      const hash = approvals.get(ourId);
      return hash === undefined ? { exchangeId: id } : { exchangeId: id, hash };
    },
  };
};
