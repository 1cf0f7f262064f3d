import { given } from "../../../kernel/given.js";
import { isIdentical } from "../../agreements/identical.js";
import type { AgreementPair, PartnerCopy } from "../../agreements/model.js";
import { namedBy } from "../../agreements/standing.js";
import { type AgreementStep, turnOf } from "../../agreements/status.js";
import { unitsOf } from "../../agreements/units.js";
import type { InboxAction } from "../actions.js";
import type { OpenItem } from "../model.js";

const SETTLE: readonly InboxAction[] = ["compareAgreement", "approveAgreement", "editAgreement", "checkAgreement"];
const ASK: readonly InboxAction[] = ["checkAgreement", "notifyPartner", "refreshAgreement"];

/** What can be done, and whether the partner did something new. Steps that are nobody's turn are not here. */
const STEPS: Readonly<Partial<Record<AgreementStep, { readonly actions: readonly InboxAction[]; readonly news?: "new" | "changed" }>>> = {
  "draft": { actions: ["sendAgreement", "editAgreement", "linkAgreement"] },
  "sent": { actions: ["linkAgreement", ...ASK] },
  "partner-to-link": { actions: ASK },
  "partner-to-approve": { actions: ASK },
  "us-to-approve": { actions: SETTLE, news: "new" },
  "both-to-approve": { actions: SETTLE, news: "new" },
  "id-used-again": { actions: ["checkAgreement", "refreshAgreement"] },
  "partner-unlinked": { actions: ASK },
  "partner-to-end": { actions: ASK },
  "us-to-end": { actions: ["terminateAgreement", "compareAgreement", "checkAgreement"], news: "changed" },
  "changed-by-us": { actions: [...ASK, "revertAgreement"] },
  "changed-by-partner": { actions: [...SETTLE, "revertAgreement"], news: "changed" },
  "changed-by-both": { actions: [...SETTLE, "revertAgreement"], news: "changed" },
  "partner-gone": { actions: ["checkAgreement", "refreshAgreement"] },
};

/** An agreement that is somebody's turn. */
export const agreementItem = (pair: AgreementPair): OpenItem | undefined => {
  const { agreement, theirs } = pair;
  const { turn, step, sentence } = turnOf(pair);
  const known = STEPS[step];
  if (turn === "nobody" || !known) return undefined;
  return {
    kind: "agreement", partnerHeiId: agreement.partnerHeiId, objectId: agreement.id, unitIds: unitsOf(agreement.mine.copy), turn, code: step, sentence,
    // Once we have approved something, what the partner does is a change.
    ...(known.news && { news: agreement.approvalByUs ? "changed" : known.news }),
    since: latest(agreement.changedAt, theirs?.goneAt ?? theirs?.current.receivedAt), revision: agreement.revision, actions: known.actions,
    ...(isIdentical(pair) && { identical: true }),
    ...about(agreement.mine.copy.owner.iiaCode, theirs?.current.copy.owner.iiaCode ?? agreement.mine.copy.partner.iiaCode), ...given({ hash: theirs?.current.hash }),
  };
};

/** A copy of a partner that waits to be linked. */
export const incomingCopyItem = (copy: PartnerCopy): OpenItem => {
  const { partnerHeiId, iiaId, current } = copy;
  const names = namedBy(copy);
  return {
    kind: "incoming-copy", partnerHeiId, objectId: iiaId, unitIds: [], turn: "us", news: "new", since: current.receivedAt, hash: current.hash,
    ...(names === undefined
      ? { code: "received", sentence: "The partner has sent this copy. Link it with an agreement of yours, or make your copy from it." }
      : { code: "received-for-ours", sentence: "The partner has linked this copy with an agreement of yours. Link it there too." }),
    actions: names === undefined ? ["getIncoming", "linkAgreement", "adoptIncoming"] : ["getIncoming", "linkAgreement"],
    ...about(undefined, current.copy.owner.iiaCode, names),
  };
};

/** Codes are for people and may be anything; an id is the last resort. */
const about = (ours: string | undefined, partners: string | undefined, agreementId?: string): Pick<OpenItem, "data" | "label"> => {
  const label = ours ?? partners;
  return { data: given({ iiaCode: ours, partnerIiaCode: partners, agreementId }) as OpenItem["data"], ...given({ label }) };
};

const latest = (one: Date, other: Date | undefined): Date => (other && other > one ? other : one);
