/** The commands of offices and their systems. Each loads, decides and commits; refusals are `EwpError`s. */
import { EwpError } from "../../../kernel/errors.js";
import { type HeiId, isAsciiId, type OmobilityId } from "../../../kernel/ids.js";
import type { OwnReferences } from "../../agreements/ports.js";
import type { IncomingLa } from "../incoming.js";
import type { Components, LaDetails, LaStudent, Signature } from "../model.js";
import type { OutgoingLa } from "../outgoing.js";
import type { LaScope, LaStore } from "../ports.js";
import { type LaProblem, problem } from "../rules/problem.js";
import type { Context, Decision } from "../transitions/decision.js";
import * as prepare from "../transitions/prepare.js";
import { noSuchLa, otherRevision } from "../transitions/refusals.js";
import { type Review, review } from "../transitions/review.js";

/** What every command on an outgoing agreement names. */
export interface LaCommand {
  readonly heiId: HeiId;
  readonly omobilityId: OmobilityId;
  /** Refuse with 412 when the agreement is at another revision (`If-Match`). */
  readonly ifRevision?: number | undefined;
  /** The token's name. */
  readonly actor: string;
}

type Transition<C> = (found: OutgoingLa | undefined, command: C, context: Context) => Decision;

export interface LaCommandParts {
  readonly store: LaStore;
  readonly references: Pick<OwnReferences, "unknownOunits">;
}

/** Who repeats what has been done is answered with what became of it, though it was another revision that was seen. */
const wasDone = (act: () => Decision): boolean => {
  try {
    return act().changes.length === 0;
  } catch (error) {
    if (error instanceof EwpError) return false;
    throw error;
  }
};

export const createCommands = ({ store, references }: LaCommandParts) => {
  const load = async (heiId: HeiId, omobilityId: OmobilityId): Promise<OutgoingLa> => {
    const la = await store.outgoing(heiId, omobilityId);
    if (!la) throw noSuchLa();
    return la;
  };

  const run = async <C>({ heiId, omobilityId, ifRevision, actor }: LaCommand, transition: Transition<C>, rest: C): Promise<OutgoingLa> => {
    const { partnerHeiId } = await load(heiId, omobilityId);
    await store.decideOutgoing({ heiId, partnerHeiId, omobilityId }, (found, now) => {
      const act = (): Decision => transition(found, rest, { now, actor });
      if (ifRevision === undefined || !found || found.revision === ifRevision || wasDone(act)) return act();
      throw otherRevision(ifRevision, found.revision);
    });
    return load(heiId, omobilityId);
  };

  /** Units of ours that the details name and that we do not publish. */
  const unknownUnits = async (heiId: HeiId, { sending: { ounitId } }: LaDetails): Promise<readonly LaProblem[]> =>
    ounitId !== undefined && isAsciiId(ounitId) && (await references.unknownOunits(heiId, [ounitId])).length > 0
      ? [problem("sending.ounitId", "is not one of our units", "the id of a published unit, or none")] : [];

  return {
    /** A new agreement with a draft of its first version; what breaks a rule is refused with 400, all at once. */
    create: async ({ actor, ...command }: Omit<prepare.CreateLa, "unknown"> & { readonly actor: string }): Promise<OutgoingLa> => {
      const { heiId, partnerHeiId, omobilityId } = command;
      const unknown = await unknownUnits(heiId, command.details);
      await store.decideOutgoing({ heiId, partnerHeiId, omobilityId }, (found, now) => prepare.create(found, { ...command, unknown }, { now, actor }));
      return load(heiId, omobilityId);
    },
    /** Replaces everything but the components, at once. */
    editDetails: async ({ details, ...command }: LaCommand & { readonly details: LaDetails }) =>
      run(command, prepare.editDetails, { details, unknown: await unknownUnits(command.heiId, details) }),
    /** Prepares the next proposal from the tables as people see them. */
    draft: ({ components, studentChanges, ...command }: LaCommand & { readonly components: Components; readonly studentChanges?: Partial<LaStudent> | undefined }) =>
      run(command, prepare.draft, { components, studentChanges }),
    signAsStudent: ({ signature, ...command }: LaCommand & { readonly signature: Signature }) => run(command, prepare.signAsStudent, { signature }),
    /** The proposal leaves. */
    signAsSender: ({ signature, ...command }: LaCommand & { readonly signature: Signature }) => run(command, prepare.signAsSender, { signature }),
    withdraw: (command: LaCommand) => run(command, prepare.withdraw, {}),
    remove: async (command: LaCommand): Promise<void> => void (await run(command, prepare.remove, {})),

    /** Our answer to a partner's proposal; it is told by delivery. Repeating it changes nothing. */
    review: async ({ actor, scope, ifRevision, ...command }: Review & Pick<LaCommand, "ifRevision" | "actor"> & { readonly scope: LaScope }): Promise<IncomingLa> => {
      await store.decideIncoming(scope, (found, now) => {
        if (ifRevision !== undefined && found && found.revision !== ifRevision) throw otherRevision(ifRevision, found.revision);
        return review(found, command, { now, actor });
      });
      const la = await store.incoming(scope);
      if (!la) throw noSuchLa();
      return la;
    },
  };
};
