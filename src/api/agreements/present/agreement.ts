import type { Agreement, AgreementPair, Approval, InForce, OwnVersion, PartnerCopy, PartnerVersion } from "../../../domain/agreements/model.js";
import { statusOf, turnOf } from "../../../domain/agreements/status.js";
import { approvedByPartner, approvedByUs } from "../../../domain/agreements/standing.js";
import { given } from "../../../kernel/given.js";
import type { Schema } from "../../operation.js";

/** Both copies with everything that is known of them. */
export const presentAgreement = (pair: AgreementPair, partnerName?: string): Schema<"Agreement"> => {
  const { agreement, theirs } = pair;
  const { id, heiId, partnerHeiId, revision, stage, partnerIiaId, inForce } = agreement;
  return {
    id, heiId, partnerHeiId, revision, stage, ...standingOf(pair), mine: presentOwnVersion(agreement.mine), ...timesOf(agreement),
    ...given({
      partnerName, partnerIiaId,
      theirs: theirs && presentPartnerCopy(theirs),
      approvalByUs: agreement.approvalByUs && presentApproval(agreement.approvalByUs, approvedByUs(pair)),
      approvalByPartner: agreement.approvalByPartner && presentApproval(agreement.approvalByPartner, approvedByPartner(pair)),
      inForce: inForce && presentInForce(inForce),
    }),
  };
};

/** Where an agreement stands, in the words of the domain. */
export const standingOf = (pair: AgreementPair): Pick<Schema<"Agreement">, "status" | "turn" | "nextStep" | "nextStepCode"> => {
  const { turn, step, sentence } = turnOf(pair);
  return { status: statusOf(pair), turn, nextStep: sentence, nextStepCode: step };
};

export const timesOf = ({ createdAt, changedAt }: Agreement) => ({ createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() });

export const presentOwnVersion = ({ version, hash, at, copy }: OwnVersion): Schema<"OwnVersion"> => ({ version, hash, at: at.toISOString(), copy });

export const presentPartnerVersion = ({ version, hash, declaredHash, validForApproval, exchangeId, receivedAt, copy }: PartnerVersion): Schema<"PartnerVersion"> =>
  ({ version, hash, declaredHash, validForApproval, exchangeId, receivedAt: receivedAt.toISOString(), copy });

export const presentPartnerCopy = ({ partnerHeiId, iiaId, current, confirmedAt, goneAt }: PartnerCopy): Schema<"PartnerCopy"> =>
  ({ partnerHeiId, iiaId, current: presentPartnerVersion(current), confirmedAt: confirmedAt.toISOString(), ...given({ goneAt: goneAt?.toISOString() }) });

const presentApproval = ({ hash, at, exchangeId, pdfFileId }: Approval, current: boolean): Schema<"Approval"> =>
  ({ hash, at: at.toISOString(), exchangeId, current, ...given({ pdfFileId }) });

const presentInForce = ({ since, mine, theirs }: InForce): NonNullable<Schema<"Agreement">["inForce"]> =>
  ({ since: since.toISOString(), mine: presentOwnVersion(mine), theirs: presentPartnerVersion(theirs) });
