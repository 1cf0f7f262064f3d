/** The commands of offices and their systems (PROTOCOL 6.1, 6.3). Each loads, decides and commits; refusals are `EwpError`s. */
import { given } from "../../../kernel/given.js";
import { iiaId, type HeiId, type IiaId } from "../../../kernel/ids.js";
import { versionDifferences } from "../comparison/pair.js";
import { mirrored } from "../mirror.js";
import type { AgreementContent, AgreementCopy, AgreementPair, PartnerVersion } from "../model.js";
import { copyOf } from "../own-copy.js";
import type { Decision, Found } from "../ports.js";
import { approvedByPartner, namesUs } from "../standing.js";
import { approve as approveTransition, withdrawApproval } from "../transitions/approve.js";
import type { Context } from "../transitions/context.js";
import { create as createTransition, edit as editTransition, editedCopy, share as shareTransition } from "../transitions/draft.js";
import { adopt as adoptTransition, link as linkTransition, unlink } from "../transitions/link.js";
import { invalidCopy, noSuchAgreement, noSuchPartnerCopy, notBound, notSent, otherRevision, partnerCopyGone } from "../transitions/refusals.js";
import { remove } from "../transitions/remove.js";
import { revert, terminate as terminateTransition } from "../transitions/revise.js";
import { termProblems } from "../validation/terms.js";
import { asRefusal, type AgreementDependencies, type Command } from "./dependencies.js";
import type { Look } from "./look.js";
import { noSuchFile, ownProblems } from "./own-problems.js";

interface Creation {
  readonly heiId: HeiId;
  readonly partnerHeiId: HeiId;
  /** Id for the agreement; what has it already was made by an earlier attempt, and is the result. */
  readonly objectId?: string;
  readonly actor: string;
}

type Transition<C> = (found: Found, command: C, context: Context) => Decision;

export const createCommands = ({ store, references, hashCopy, ids }: AgreementDependencies, look: Look) => {
  const contextOf = (actor: string, now: Date): Context => ({ now, actor, hashCopy });

  const load = async (heiId: HeiId, id: IiaId): Promise<AgreementPair> => {
    const pair = await store.get(heiId, id);
    if (!pair || pair.agreement.stage === "deleted") throw noSuchAgreement();
    return pair;
  };

  /** Runs a transition on one agreement under the caller's revision and returns the pair as it is then. */
  const run = async <C>(command: Command, transition: Transition<C>, rest: C, theirId?: IiaId): Promise<AgreementPair> => {
    const { heiId, id, ifRevision, actor } = command;
    const theirs = theirId === undefined ? undefined : { partnerHeiId: (await load(heiId, id)).agreement.partnerHeiId, iiaId: theirId };
    await store.decide({ heiId, own: id, ...(theirs && { theirs }) }, (found, now) => {
      if (ifRevision !== undefined && found.own && found.own.revision !== ifRevision) throw otherRevision(ifRevision, found.own.revision);
      return transition(found, rest, contextOf(actor, now));
    });
    return shown(heiId, id);
  };

  const shown = async (heiId: HeiId, id: IiaId): Promise<AgreementPair> => {
    const pair = await store.get(heiId, id);
    if (!pair) throw noSuchAgreement();
    return pair;
  };

  /** What an earlier attempt at the same creation has made. */
  const made = (heiId: HeiId, objectId: string | undefined) => (objectId === undefined ? undefined : store.get(heiId, iiaId(objectId)));

  const problemsOf = (copy: AgreementCopy) => ownProblems({ references, hashCopy }, copy);

  return {
    /** A new draft. What breaks a rule is refused with 400: `details` lists `{ field, problem, expected }`, all at once. */
    create: async ({ heiId, partnerHeiId, content, objectId, actor }: Creation & { readonly content: AgreementContent }): Promise<AgreementPair> => {
      const before = await made(heiId, objectId);
      if (before) return before;
      const id = iiaId(objectId ?? ids.uuid());
      const copy = copyOf({ heiId, id, partnerHeiId }, content);
      const problems = await problemsOf(copy);
      await store.decide({ heiId, own: id }, (found, now) => createTransition(found, { heiId, partnerHeiId, id, copy, problems }, contextOf(actor, now)));
      return shown(heiId, id);
    },

    /** Replaces the content, of a draft silently, of a shared copy with a notice to the partner. Refused with 400 as `create`. */
    edit: async ({ content, ...command }: Command & { readonly content: AgreementContent }): Promise<AgreementPair> => {
      const pair = await load(command.heiId, command.id);
      await look.atLatestApproval(pair);
      const problems = await problemsOf(editedCopy(pair.agreement, content));
      return run(command, editTransition, { content, problems });
    },

    /** Sends: from now on the partner may fetch our copy. Repeating it changes nothing. */
    share: async (command: Command): Promise<AgreementPair> => {
      const { agreement } = await load(command.heiId, command.id);
      return run(command, shareTransition, { problems: await problemsOf(agreement.mine.copy) });
    },

    /**
     * Binds our copy to the partner's copy `theirId`; a draft is shared by it. Where that copy names ours already, the link
     * restores one that stood before, and the partner may still hold its approval.
     */
    link: async ({ theirId, ...command }: Command & { readonly theirId: IiaId }): Promise<AgreementPair> => {
      const { agreement } = await load(command.heiId, command.id);
      const pair = await run(command, linkTransition, { problems: await problemsOf(agreement.mine.copy) }, theirId);
      if (!namesUs(pair)) return pair;
      await look.atKnownApproval(pair);
      return shown(command.heiId, command.id);
    },

    /** Makes our copy from the partner's unlinked copy and binds the two. */
    adopt: async ({ heiId, partnerHeiId, theirId, iiaCode, objectId, actor }: Creation & { readonly theirId: IiaId; readonly iiaCode?: string }): Promise<AgreementPair> => {
      const before = await made(heiId, objectId);
      if (before) return before;
      const theirs = await store.partnerCopy(heiId, partnerHeiId, theirId);
      if (!theirs) throw noSuchPartnerCopy();
      const id = iiaId(objectId ?? ids.uuid());
      const copy = copyOf({ heiId, id, partnerHeiId }, mirrored(theirs.current.copy, iiaCode));
      const problems = await problemsOf(copy);
      await store.decide({ heiId, own: id, theirs: { partnerHeiId, iiaId: theirId } }, (found, now) => adoptTransition(found, { id, copy, problems }, contextOf(actor, now)));
      return shown(heiId, id);
    },

    /** Undoes a link that was never approved by both sides. */
    unlink: async (command: Command): Promise<AgreementPair> => {
      await look.atLatestApproval(await load(command.heiId, command.id));
      return run(command, unlink, {});
    },

    /**
     * Approves the partner's copy after fetching it again: 409 when it is not the reviewed version, 422 with a code when it
     * cannot be approved, 502 when the partner fails. What was fetched is recorded in every case.
     */
    approve: async ({ reviewedHash, pdfFileId, ...command }: Command & { readonly reviewedHash: string; readonly pdfFileId?: string | undefined }): Promise<AgreementPair> => {
      const pair = await load(command.heiId, command.id);
      const { heiId, id, partnerHeiId, partnerIiaId, stage } = pair.agreement;
      if (stage === "draft") throw notSent();
      if (partnerIiaId === undefined) throw notBound();
      if (pdfFileId !== undefined && !(await references.hasFile(heiId, pdfFileId))) throw invalidCopy([noSuchFile]);
      const fetched = await refusing(look.atCopy(heiId, partnerHeiId, partnerIiaId));
      if (!fetched) throw partnerCopyGone();
      if (approvedByPartner(pair)) await refusing(look.atApproval(heiId, partnerHeiId, id));
      const reordered = fetched.hash !== reviewedHash && sameButOrder(await store.partnerVersions(heiId, partnerHeiId, partnerIiaId), reviewedHash, fetched.copy);
      return run(command, approveTransition, { reviewedHash, fetched, problems: termProblems(fetched.copy), reordered, ...given({ pdfFileId }) });
    },

    /** Takes back our approval of a version that is not in force. */
    withdrawApproval: async (command: Command): Promise<AgreementPair> => {
      await look.atLatestApproval(await load(command.heiId, command.id));
      return run(command, withdrawApproval, {});
    },

    /** Serves the version in force again. */
    revert: async (command: Command): Promise<AgreementPair> => {
      await look.atBoth(await load(command.heiId, command.id));
      return run(command, revert, {});
    },

    /** Ends the agreement as a whole; only when the caller states that no mobility took place. */
    terminate: async ({ noMobilityTookPlace, ...command }: Command & { readonly noMobilityTookPlace: boolean }): Promise<AgreementPair> => {
      await look.atBoth(await load(command.heiId, command.id));
      return run(command, terminateTransition, { noMobilityTookPlace });
    },

    /** Deletes what was never approved by both; leaves a tombstone. */
    remove: async (command: Command): Promise<void> => {
      const pair = await shown(command.heiId, command.id);
      await look.atLatestApproval(pair);
      await run(command, remove, {});
    },
  };
};

/** Whether the version with this hash says the same as `copy`, in another order. */
const sameButOrder = (versions: readonly PartnerVersion[], hash: string, copy: AgreementCopy): boolean => {
  const reviewed = versions.find((version) => version.hash === hash);
  const differences = reviewed ? versionDifferences(reviewed.copy, copy) : [];
  return differences.some(({ nature }) => nature === "order-only") && differences.every(({ nature }) => nature === "order-only" || nature === "not-hashed");
};

const refusing = async <T>(look: Promise<T>): Promise<T> => {
  try {
    return await look;
  } catch (error) {
    throw asRefusal(error);
  }
};
