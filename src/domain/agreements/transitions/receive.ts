/** What the partner serves, serves differently, or serves no more (PROTOCOL 6.1 steps 3, 6 and 8; 6.3 "Delete"). */
import { isDeepStrictEqual } from "node:util";
import { given } from "../../../kernel/given.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import type { AgreementChange } from "../../changes.js";
import type { Agreement, PartnerCopy, PartnerVersion } from "../model.js";
import type { Decision, FetchedCopy, Found } from "../ports.js";
import { isBetweenUs, isShared, mayHaveBeenInForce, namedBy } from "../standing.js";
import { copyChanged, type Context } from "./context.js";
import { boundAgreement, unboundAgreement, unboundChanges } from "./link.js";
import { nothing, settle } from "./settle.js";

export interface ReceiveCommand {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  readonly fetched: FetchedCopy;
}

/**
 * Records the partner's copy. `found.own` is the agreement that the copy names, if any.
 *
 * Binds by itself only when that is the partner's news: the copy newly names a shared agreement of ours that is free
 * (step 6). A copy that went on naming us after an officer unlinked it, or that names an agreement bound elsewhere (double
 * mapping), is recorded and left to people. A copy that stops naming us leaves ours as it is: our hash and the partner's
 * approval of it must not fall with a passing fault of its system; status and check show the half-bound pair.
 */
export const receive = (found: Found, { heiId, partnerHeiId, fetched }: ReceiveCommand, context: Context): Decision => {
  const known = found.theirs;
  const theirs = nextPartnerCopy(known, { heiId, partnerHeiId, fetched }, context.now);
  const isNews = !known || known.goneAt !== undefined || theirs.current !== known.current;
  const { linked } = found;
  const toBind = linked ? undefined : newlyNamed(found, theirs);
  const belongsTo = linked ?? toBind;
  const news: AgreementChange[] = isNews
    ? [{ kind: "partner-copy-changed", heiId, partnerHeiId, partnerIiaId: theirs.iiaId, ...given({ iiaId: belongsTo?.id }), at: context.now, actor: context.actor }] : [];
  if (!toBind) return settle({ before: linked, after: linked, theirsBefore: known, theirsAfter: theirs, changes: news }, context);
  return settle({
    before: toBind, after: boundAgreement(toBind, theirs.iiaId, context), theirsBefore: known, theirsAfter: theirs,
    changes: [...news, copyChanged(toBind, "bound", { ...context, actor: "node" })],
  }, context);
};

const newlyNamed = ({ own, theirs: known }: Found, theirs: PartnerCopy): Agreement | undefined => {
  const wasNamed = known !== undefined && known.goneAt === undefined && namedBy(known) === own?.id;
  const isFree = own !== undefined && isShared(own) && own.partnerIiaId === undefined && own.partnerHeiId === theirs.partnerHeiId;
  return isFree && !wasNamed && isBetweenUs(theirs) && namedBy(theirs) === own.id ? own : undefined;
};

const nextPartnerCopy = (known: PartnerCopy | undefined, { heiId, partnerHeiId, fetched }: ReceiveCommand, now: Date): PartnerCopy => {
  const { iiaId, copy, hash, declaredHash, validForApproval, exchangeId } = fetched;
  const content = { copy, hash, declaredHash, validForApproval };
  const current: PartnerVersion = known && sameContent(known.current, content)
    ? known.current
    : { ...content, version: (known?.current.version ?? 0) + 1, exchangeId, receivedAt: now };
  return { heiId, partnerHeiId, iiaId, current, confirmedAt: now };
};

type Content = Pick<PartnerVersion, "copy" | "hash" | "declaredHash" | "validForApproval">;
const sameContent = ({ copy, hash, declaredHash, validForApproval }: PartnerVersion, content: Content): boolean =>
  isDeepStrictEqual({ copy, hash, declaredHash, validForApproval }, content);

/**
 * The partner serves the copy no more. Never mutually approved: it was deleted, so ours names it no longer, and our
 * approval of it ends (PROTOCOL 6.3, duties of B). Approved by both: such an agreement cannot be deleted, so this is a
 * fault or a move of the partner's system; all of ours stays as evidence and the pair shows as `partner-gone`. If the
 * copy comes back unchanged, the agreement is in force again without new approvals.
 */
export const lose = ({ theirs, linked }: Found, _command: object, context: Context): Decision => {
  if (!theirs || theirs.goneAt) return nothing;
  const gone: PartnerCopy = { ...theirs, goneAt: context.now };
  const { heiId, partnerHeiId, iiaId } = theirs;
  const news: AgreementChange = { kind: "partner-copy-gone", heiId, partnerHeiId, partnerIiaId: iiaId, ...given({ iiaId: linked?.id }), at: context.now, actor: context.actor };
  const kept = !linked || mayHaveBeenInForce(linked);
  const after = kept ? linked : unboundAgreement(linked, context);
  const changes = kept ? [news] : [news, ...unboundChanges(linked, theirs.iiaId as IiaId, { ...context, actor: "node" })];
  return settle({ before: linked, after, theirsBefore: theirs, theirsAfter: gone, changes }, context);
};
