import type { Approval, OwnVersion, PartnerVersion } from "../../domain/agreements/model.js";
import { type AgreementStatus, statusOf } from "../../domain/agreements/status.js";
import type { AgreementPrintout, PrintLanguage } from "../../domain/printouts/model.js";
import { given } from "../../kernel/given.js";
import { named } from "../setting/parts.js";
import type { Words } from "../words/en.js";
import { WORDS } from "../words/words.js";

/** What is printed of an agreement, and in which words. */
export interface Subject {
  readonly words: Words;
  readonly language: PrintLanguage;
  readonly mine: OwnVersion;
  readonly theirs?: PartnerVersion;
  readonly approvalByUs?: Approval;
  readonly approvalByPartner?: Approval;
  /** Both approved exactly what is printed. */
  readonly isAgreed: boolean;
  readonly status: AgreementStatus;
  /** An institution as people call it, and its id. */
  readonly called: (heiId: string) => string;
  /** A unit with its name, where it is one of ours. */
  readonly unit: (heiId: string, ounitId: string | undefined) => string | undefined;
}

export const subjectOf = ({ pair, state, language, names, unitNames }: AgreementPrintout): Subject => {
  const { agreement, theirs } = pair;
  const agreed = state === "agreed" ? agreement.inForce : undefined;
  const status = statusOf(pair);
  return {
    words: WORDS[language], language, status,
    mine: (agreed ?? agreement).mine,
    ...given({ theirs: agreed ? agreed.theirs : theirs?.current, approvalByUs: (agreed ?? agreement).approvalByUs, approvalByPartner: (agreed ?? agreement).approvalByPartner }),
    isAgreed: agreed !== undefined || status === "in-force" || status === "terminated",
    called: (heiId) => named(heiId, names[heiId]),
    unit: (heiId, ounitId) => (ounitId === undefined ? undefined : named(ounitId, heiId === agreement.heiId ? unitNames[ounitId] : undefined)),
  };
};
