import type { CopyChange, AgreementChange } from "../../changes.js";
import type { Agreement, AgreementCopy } from "../model.js";
import type { HashCopy } from "../ports.js";
import { nextVersion } from "../own-copy.js";

/** What every transition is told besides the state and the command. */
export interface Context {
  readonly now: Date;
  /** A token's name, `partner`, or `node`. */
  readonly actor: string;
  readonly hashCopy: HashCopy;
}

type Told<K extends AgreementChange["kind"]> = Extract<AgreementChange, { kind: K }>;

/** Our copy looks different to the partner from now on. */
export const copyChanged = ({ heiId, partnerHeiId, id }: Agreement, what: CopyChange, { now, actor }: Context): Told<"iia-copy-changed"> =>
  ({ kind: "iia-copy-changed", heiId, partnerHeiId, iiaId: id, what, at: now, actor });

/** A draft changed: for the timeline only. */
export const draftChanged = ({ heiId, partnerHeiId, id }: Agreement, { now, actor }: Context): Told<"draft-changed"> =>
  ({ kind: "draft-changed", heiId, partnerHeiId, iiaId: id, at: now, actor });

/** Our approval of the partner's copy `partnerIiaId` changed. */
export const approvalChanged = (agreement: Agreement, partnerIiaId: Told<"iia-approval-changed">["partnerIiaId"], what: "approved" | "withdrawn", { now, actor }: Context): Told<"iia-approval-changed"> =>
  ({ kind: "iia-approval-changed", heiId: agreement.heiId, partnerHeiId: agreement.partnerHeiId, iiaId: agreement.id, partnerIiaId, what, at: now, actor });

/** The agreement with another copy: a new version when it really differs, else the agreement itself. */
export const withCopy = (agreement: Agreement, copy: AgreementCopy, { now, hashCopy }: Context): Agreement => {
  const mine = nextVersion(agreement.mine, copy, now, hashCopy);
  return mine === agreement.mine ? agreement : { ...agreement, mine };
};
