/** The sending office's commands (PROTOCOL 6.4.1), and what its partners do to its nominations. */
import { given } from "../../../kernel/given.js";
import { omobilityId, type HeiId, type OmobilityId } from "../../../kernel/ids.js";
import type { Omobility } from "../model.js";
import type { Scope } from "../ports.js";
import { hear } from "../transitions/hear.js";
import * as transitions from "../transitions/omobility.js";
import { noSuchMobility, otherRevision, unknownToCaller } from "../transitions/refusals.js";
import { nominationProblems } from "../validation.js";
import type { Command, NominationDependencies } from "./dependencies.js";
import { completeForm, type FormInput } from "./form.js";

type Transition<C> = (own: Omobility, command: C, context: transitions.Context) => transitions.OmobilityDecision;

export const createOutgoing = ({ store, ids, ...others }: NominationDependencies) => {
  const contextOf = (actor: string, now: Date): transitions.Context => ({ now, actor, newProposalId: () => ids.uuid() });
  const load = async (heiId: HeiId, id: OmobilityId): Promise<Omobility> => {
    const own = await store.omobility(heiId, id);
    if (!own) throw noSuchMobility();
    return own;
  };

  /** Runs a transition under the caller's revision and returns the mobility as it is then. */
  const run = async <C>({ heiId, id, ifRevision, actor }: Command, transition: Transition<C>, rest: C): Promise<Omobility> => {
    const { partnerHeiId } = await load(heiId, id);
    await store.decideOmobility({ heiId, partnerHeiId, id }, (found, now) => {
      if (!found) throw noSuchMobility();
      if (ifRevision !== undefined && found.revision !== ifRevision) throw otherRevision(ifRevision, found.revision);
      return transition(found, rest, contextOf(actor, now));
    });
    return load(heiId, id);
  };
  /** The same for what partners and delivery do: what is not there is left alone. */
  const note = async <C>(scope: Scope, transition: Transition<C>, rest: C): Promise<void> =>
    void (await store.decideOmobility(scope, (found, now) => (found?.partnerHeiId === scope.partnerHeiId ? transition(found, rest, contextOf("partner", now)) : transitions.nothing)));

  return {
    omobility: load,
    /** A new draft; what breaks a rule is refused with 400, all problems at once. `objectId` makes a repetition find what the first attempt made. */
    create: async ({ heiId, partnerHeiId, objectId, actor, ...input }: FormInput & { readonly heiId: HeiId; readonly partnerHeiId: HeiId; readonly objectId?: string; readonly actor: string }): Promise<Omobility> => {
      const id = omobilityId(objectId ?? ids.uuid());
      const before = objectId === undefined ? undefined : await store.omobility(heiId, id);
      if (before) return before;
      const form = await completeForm(others, heiId, partnerHeiId, input);
      await store.decideOmobility({ heiId, partnerHeiId, id }, (_found, now) => transitions.create({ ...form, id, heiId, partnerHeiId }, contextOf(actor, now)));
      return load(heiId, id);
    },
    /** Replaces content and student's data. A sent nomination gets a new proposal id when, and only when, its content changed. */
    edit: async ({ student, content, agreementId, ...command }: Command & FormInput): Promise<Omobility> => {
      const { heiId, partnerHeiId } = await load(command.heiId, command.id);
      return run(command, transitions.edit, await completeForm(others, heiId, partnerHeiId, { student, content, ...given({ agreementId }) }));
    },
    /** From now on the partner may fetch it. Repeating it changes nothing. */
    send: async (command: Command): Promise<Omobility> => run(command, transitions.send, { problems: nominationProblems(await load(command.heiId, command.id)) }),
    cancel: (command: Command): Promise<Omobility> => run(command, transitions.cancel, {}),
    /** Cancels the nomination and makes a draft from it under a new id; returns the draft. */
    replace: async ({ student, content, agreementId, objectId, ...command }: Command & FormInput & { readonly objectId?: string }): Promise<Omobility> => {
      const { heiId, partnerHeiId } = await load(command.heiId, command.id);
      const id = omobilityId(objectId ?? ids.uuid());
      const before = objectId === undefined ? undefined : await store.omobility(heiId, id);
      if (before) return before;
      const form = await completeForm(others, heiId, partnerHeiId, { student, content, ...given({ agreementId }) });
      await run(command, transitions.replace, { ...form, id });
      return load(heiId, id);
    },

    /** The receiving institution's `update`: refuses as PROTOCOL 4.4 asks, 400 before 409. */
    judge: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId, verdict: transitions.PartnerVerdict): Promise<void> =>
      void (await store.decideOmobility({ heiId, partnerHeiId, id }, (found, now) => {
        if (found?.partnerHeiId !== partnerHeiId) throw unknownToCaller();
        return transitions.judge(found, verdict, contextOf("partner", now));
      })),
    /** The partner fetched these. */
    fetched: async (heiId: HeiId, partnerHeiId: HeiId, served: readonly Omobility[]): Promise<void> => {
      for (const { id, proposal, delivered } of served) if (!delivered) await note({ heiId, partnerHeiId, id }, transitions.deliver, { proposalId: proposal.id, by: "get" });
    },
    /** Tells the partner, and when that worked, notes that it has the proposal as it was before. */
    notify: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId, tell: () => Promise<string>): Promise<string> => {
      const before = await store.omobility(heiId, id);
      const exchangeId = await tell();
      if (before && !before.delivered) await note({ heiId, partnerHeiId, id }, transitions.deliver, { proposalId: before.proposal.id, by: "notification" });
      return exchangeId;
    },
    /** Reads what the receiving institution says of arrival and departure, and in the older workflow its verdict. Ids that are not ours, or not this partner's, are ignored. */
    refreshStay: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<void> => {
      const own = await store.omobility(heiId, id);
      if (!own || own.partnerHeiId !== partnerHeiId || own.stage !== "sent") return;
      const stay = await others.partners.stay(heiId, partnerHeiId, id);
      if (stay?.verdict) await note({ heiId, partnerHeiId, id }, hear, { ...stay.verdict, exchangeId: stay.exchangeId });
      if (stay) await note({ heiId, partnerHeiId, id }, transitions.report, stay);
    },
  };
};
