/** The receiving office's side: looking at the partner's nominations, deciding about them, entering dates (PROTOCOL 6.4.3 to 6.4.5, 6.6). */
import { given } from "../../../kernel/given.js";
import type { HeiId, OmobilityId } from "../../../kernel/ids.js";
import { asRefusal } from "../../agreements/service/dependencies.js";
import { inOrder, overtaken, untilInOrder, type Mark } from "../../look-order.js";
import { PartnerFailure } from "../../partner-failure.js";
import type { Imobility, Stay, Verdict } from "../model.js";
import { decided, enterDates, type ImobilityDecision, lose, nothing, receive, refuseUndecidable } from "../transitions/imobility.js";
import { gone, noSuchMobility, otherRevision, partnerConflict } from "../transitions/refusals.js";
import type { Command, NominationDependencies } from "./dependencies.js";

type IncomingCommand = Command & { readonly partnerHeiId: HeiId };

export const createIncoming = ({ store, partners }: NominationDependencies) => {
  const load = async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<Imobility> => {
    const known = await store.imobility(heiId, partnerHeiId, id);
    if (!known) throw noSuchMobility();
    return known;
  };
  const mark = (known: Imobility | undefined): Mark => (known ? JSON.stringify([known.current.version, known.confirmedAt, known.goneAt]) : "unknown");

  /** The partner's nomination, recorded; undefined when the partner serves none, which is recorded too. */
  const look = (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<Imobility | undefined> => untilInOrder(async () => {
    const scope = { heiId, partnerHeiId, id };
    const asked = mark(await store.imobility(heiId, partnerHeiId, id));
    const fetched = await partners.fetch(heiId, partnerHeiId, id);
    const { isOvertaken } = await store.decideImobility(scope, inOrder((found: Imobility | undefined, now: Date): ImobilityDecision => {
      const context = { now, actor: "partner" };
      return fetched ? receive(found, scope, fetched, context) : lose(found, context);
    }, mark, asked));
    if (isOvertaken) return overtaken;
    return fetched ? store.imobility(heiId, partnerHeiId, id) : undefined;
  });
  const lookFor = async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<Imobility | undefined> => {
    try {
      return await look(heiId, partnerHeiId, id);
    } catch (error) {
      throw asRefusal(error);
    }
  };

  /** A refusal by the partner with 409 is read again at once, and shown with what is there now (PROTOCOL 6.4.3). */
  const tell = async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId, verdict: Pick<Verdict, "decision" | "proposalId" | "comment">): Promise<string> => {
    try {
      return await partners.decide(heiId, partnerHeiId, id, verdict);
    } catch (error) {
      if (!(error instanceof PartnerFailure) || error.status !== 409) throw asRefusal(error);
      const now = await lookFor(heiId, partnerHeiId, id);
      throw partnerConflict(given({ proposalId: now?.current.proposal.id, status: now?.current.status, partnerSays: error.serverMessage }));
    }
  };

  return {
    imobility: load,
    /** Reads the partner's nomination with this id and records what came of it. */
    refreshNomination: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<void> => void (await look(heiId, partnerHeiId, id)),
    /** The same for an officer who waits: 502 when the partner fails. */
    refreshNow: async (heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<Imobility> => (await lookFor(heiId, partnerHeiId, id)) ?? load(heiId, partnerHeiId, id),

    /**
     * Approves or rejects exactly the proposal that was reviewed, at the partner: 409 when it is no longer the present one, 502 when the
     * partner fails. What the partner makes of it is read again before this returns. A partner with the older workflow hears of it by a notice.
     */
    decide: async ({ partnerHeiId, decision, proposalId, comment, ...command }: IncomingCommand & Pick<Verdict, "decision" | "proposalId"> & { readonly comment?: string | undefined }): Promise<Imobility> => {
      const { heiId, id, actor, ifRevision } = command;
      const verdict = { decision, proposalId, ...given({ comment }) };
      const before = await load(heiId, partnerHeiId, id);
      if (ifRevision !== undefined && before.revision !== ifRevision) throw otherRevision(ifRevision, before.revision);
      const seen = await lookFor(heiId, partnerHeiId, id);
      if (!seen) throw gone();
      refuseUndecidable(seen, verdict);
      // In the older workflow there is nothing to tell it by: the partner fetches what we decided.
      const exchangeId = seen.current.older ? undefined : await tell(heiId, partnerHeiId, id, verdict);
      await store.decideImobility({ heiId, partnerHeiId, id }, (found, now) => (found ? decided(found, { ...verdict, ...given({ exchangeId }) }, { now, actor }) : nothing));
      if (exchangeId !== undefined) await lookAfterwards(heiId, partnerHeiId, id);
      return load(heiId, partnerHeiId, id);
    },

    /** When the student came and went; absent days are taken back. The sending institution hears of it. */
    enterDates: async ({ partnerHeiId, stay, ...command }: IncomingCommand & { readonly stay: Stay }): Promise<Imobility> => {
      const { heiId, id, actor, ifRevision } = command;
      await store.decideImobility({ heiId, partnerHeiId, id }, (found, now) => {
        if (!found) throw noSuchMobility();
        if (ifRevision !== undefined && found.revision !== ifRevision) throw otherRevision(ifRevision, found.revision);
        return enterDates(found, stay, { now, actor });
      });
      return load(heiId, partnerHeiId, id);
    },
  };

  /** The decision stands at the partner; when it cannot be read now, its notification or the next pull brings it. */
  async function lookAfterwards(heiId: HeiId, partnerHeiId: HeiId, id: OmobilityId): Promise<void> {
    try {
      await look(heiId, partnerHeiId, id);
    } catch (error) {
      if (!(error instanceof PartnerFailure)) throw error;
    }
  }
};
