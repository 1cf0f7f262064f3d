/**
 * Looking at the partner's side: what came is recorded, whatever becomes of the command behind it (PROTOCOL 6.1, 6.3,
 * 6.8.3). Whatever would put an agreement in force is confirmed on both counts first, copy and approval, so that nobody
 * here believes in force what the partner has already changed or withdrawn.
 */
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import { inOrder, overtaken, untilInOrder, type Mark } from "../../look-order.js";
import { PartnerFailure } from "../../partner-failure.js";
import type { Agreement, AgreementPair } from "../model.js";
import type { Decision, FetchedCopy, Found } from "../ports.js";
import { approvedByPartner, approvedByUs, awaitsPartnerApproval, inForceNow, isShared } from "../standing.js";
import { receiveApproval, type PartnerApproval } from "../transitions/approve.js";
import type { Context } from "../transitions/context.js";
import { lose, receive } from "../transitions/receive.js";
import type { AgreementDependencies } from "./dependencies.js";
import { approvalMark, copyMark } from "./look-marks.js";

export const createLook = (dependencies: AgreementDependencies) => {
  const { store, partners, hashCopy, reportFault } = dependencies;
  const context = (now: Date): Context => ({ now, actor: "partner", hashCopy });

  const copyOrder = ({ theirs }: Found): Mark => copyMark(theirs);
  const approvalOrder = ({ own }: Found): Mark => approvalMark(own);

  const recordCopy = async (heiId: HeiId, partnerHeiId: HeiId, fetched: FetchedCopy, asked: Mark): Promise<boolean> => {
    const { iiaId, copy, hash, declaredHash } = fetched;
    const own = copy.partner.iiaId;
    const { changes, isOvertaken } = await store.decide({ heiId, theirs: { partnerHeiId, iiaId }, ...(own !== undefined && { own }) },
      inOrder((found, now) => receive(found, { heiId, partnerHeiId, fetched }, context(now)), copyOrder, asked));
    if (declaredHash !== hash && changes.some(({ kind }) => kind === "partner-copy-changed"))
      reportFault({ heiId, partnerHeiId, api: "iias", message: "The iia-hash of an agreement is not the hash of its content." });
    return !isOvertaken;
  };

  const recordApproval = ({ heiId, id }: Agreement, answer: PartnerApproval, asked: Mark): Promise<boolean> =>
    store.decide({ heiId, own: id }, inOrder((found, now) => receiveApproval(found, answer, context(now)), approvalOrder, asked))
      .then(({ isOvertaken }) => !isOvertaken);

  const askApproval = (agreement: Agreement): Promise<void> => untilInOrder(async () => {
    const { heiId, partnerHeiId, id } = agreement;
    const asked = approvalMark((await store.get(heiId, id))?.agreement);
    const answer = await partners.approval(heiId, partnerHeiId, id);
    return (await recordApproval(agreement, answer, asked)) ? undefined : overtaken;
  });

  /** The partner's copy, recorded; undefined when the partner serves none, which is recorded too. */
  const atCopy = (heiId: HeiId, partnerHeiId: HeiId, iiaId: IiaId): Promise<FetchedCopy | undefined> => untilInOrder(async () => {
    const scope = { heiId, theirs: { partnerHeiId, iiaId } };
    const asked = copyMark(await store.partnerCopy(heiId, partnerHeiId, iiaId));
    const fetched = await partners.fetch(heiId, partnerHeiId, iiaId);
    if (!fetched) {
      const { isOvertaken } = await store.decide(scope, inOrder((found, now) => lose(found, {}, context(now)), copyOrder, asked));
      return isOvertaken ? overtaken : undefined;
    }
    const { found } = await store.decide(scope, peek);
    const { linked } = found;
    if (linked && wouldPutInForce(found, linked, fetched)) await askApproval(linked);
    if (!(await recordCopy(heiId, partnerHeiId, fetched, asked))) return overtaken;
    if (!linked) await unlessFailing(() => approvalOfNewlyBound(heiId, iiaId, fetched));
    return fetched;
  });

  /**
   * A copy that names us anew, or is back, was bound: the partner may have approved already, and its notice, if it came, was about an
   * agreement that was not bound and meant nothing then.
   */
  const approvalOfNewlyBound = async (heiId: HeiId, iiaId: IiaId, { copy }: FetchedCopy): Promise<void> => {
    const pair = copy.partner.iiaId === undefined ? undefined : await store.get(heiId, copy.partner.iiaId);
    if (pair?.agreement.partnerIiaId === iiaId) await askApproval(pair.agreement);
  };

  /** What the partner approved of our copy, recorded. Copies that are not shared and bound have no approvals. */
  const atApproval = (heiId: HeiId, partnerHeiId: HeiId, id: IiaId): Promise<void> => untilInOrder(async () => {
    const pair = await store.get(heiId, id);
    if (!pair || !isBound(pair.agreement) || pair.agreement.partnerHeiId !== partnerHeiId) return;
    const answer = await partners.approval(heiId, partnerHeiId, id);
    if (answer.hash === pair.agreement.mine.hash && approvedByUs(pair) && !inForceNow(pair) && pair.theirs) {
      const fetched = await partners.fetch(heiId, partnerHeiId, pair.theirs.iiaId);
      if (fetched && !(await recordCopy(heiId, partnerHeiId, fetched, copyMark(pair.theirs)))) return overtaken;
    }
    return (await recordApproval(pair.agreement, answer, approvalMark(pair.agreement))) ? undefined : overtaken;
  });

  /** Before a command that would undo what the partner may have approved a moment ago. A silent partner does not hinder it. */
  const atLatestApproval = async (pair: AgreementPair): Promise<void> => {
    const { heiId, partnerHeiId, id } = pair.agreement;
    if (awaitsPartnerApproval(pair)) await unlessFailing(() => atApproval(heiId, partnerHeiId, id));
  };

  /** After a link that stood before was restored. */
  const atKnownApproval = ({ agreement: { heiId, partnerHeiId, id } }: AgreementPair): Promise<void> =>
    unlessFailing(() => atApproval(heiId, partnerHeiId, id));

  /** Before a command that may put the agreement in force by itself. */
  const atBoth = async ({ agreement, theirs }: AgreementPair): Promise<void> => {
    const { heiId, partnerHeiId, id } = agreement;
    if (!theirs || !isBound(agreement)) return;
    await unlessFailing(() => atCopy(heiId, partnerHeiId, theirs.iiaId));
    await unlessFailing(() => atApproval(heiId, partnerHeiId, id));
  };

  return { atCopy, atApproval, atLatestApproval, atKnownApproval, atBoth };
};
export type Look = ReturnType<typeof createLook>;

const isBound = (agreement: Agreement): boolean => isShared(agreement) && agreement.partnerIiaId !== undefined;

const peek = (found: Found): Decision & { readonly found: Found } => ({ changes: [], found });

const wouldPutInForce = ({ theirs }: Found, linked: Agreement, fetched: FetchedCopy): boolean =>
  linked.approvalByUs?.hash === fetched.hash && approvedByPartner({ agreement: linked }) &&
  !inForceNow({ agreement: linked, ...(theirs && { theirs }) });

const unlessFailing = async (look: () => Promise<unknown>): Promise<void> => {
  try {
    await look();
  } catch (error) {
    if (!(error instanceof PartnerFailure)) throw error;
  }
};
