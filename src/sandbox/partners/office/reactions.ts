import { iiasApprovalV2 } from "../../../ewp/iias-approval/v2/api.js";
import { iiasApprovalResponse } from "../../../ewp/iias-approval/v2/documents.js";
import type { HeiId, IiaId, OmobilityId } from "../../../kernel/ids.js";
import { readDocument } from "../../../xml/read.js";
import { lookAtLa } from "../mobilities/acts.js";
import { ACTS } from "./acts.js";
import { idOf, namedBy, otherHei } from "./copies.js";
import type { About, PartnerOffice } from "./office.js";
import { type Event, GOOD_REACTIONS } from "../personality.js";

/** How a scripted partner reacts to the notifications that it gets: one after the other, and always after it has answered. */
export class PartnerReactions {
  #tail: Promise<void> = Promise.resolve();

  constructor(private readonly office: PartnerOffice) {}

  /** Somebody's copy changed: `theirId` is theirs. */
  copyChanged(heiId: HeiId, theirId: IiaId): void {
    this.#next(async () => {
      const seen = await this.office.look(heiId, theirId);
      if (!seen) return;
      const own = [...this.office.copies.values()].find((copy) => namedBy(copy) === theirId && otherHei(copy) === heiId) ?? (seen.names && this.office.copies.get(seen.names));
      // A copy that names one of the partner's own is no proposal, whatever became of that one.
      if (!own) return seen.names === undefined ? this.#react("proposed", { heiId, theirId }) : undefined;
      const about = { heiId, theirId, ownId: idOf(own) };
      if (namedBy(own) === undefined) await ACTS.adopt(this.office, about);
      if (seen.names !== undefined) await this.#react("bound", about);
    });
  }

  /** Somebody's approval changed: `ownId` is the partner's own. */
  approvalChanged(heiId: HeiId, ownId: IiaId): void {
    this.#next(async () => {
      const body = await this.office.caller.call(heiId, iiasApprovalV2, "url", { iia_id: ownId });
      const approved = body && readDocument(iiasApprovalResponse, body).approvals.some(({ iiaId }) => iiaId === ownId);
      const own = this.office.copies.get(ownId);
      const theirId = own && namedBy(own);
      if (approved && theirId !== undefined) await this.#react("approved", { heiId, theirId, ownId });
    });
  }

  /** Somebody's learning agreement changed. */
  laChanged(heiId: HeiId, omobilityId: OmobilityId): void {
    this.#next(async () => {
      if ((await lookAtLa(this.office, heiId, omobilityId))?.changesProposal) await this.#react("la-proposed", { heiId, omobilityId });
    });
  }

  /** Somebody decided or answered what the partner proposes. */
  answered(event: "nomination-decided" | "la-answered", about: About): void {
    this.#next(() => this.#react(event, about));
  }

  /** Resolves when every reaction to what was heard so far is over. */
  done(): Promise<void> {
    return this.#tail;
  }

  async #react(event: Event, about: About): Promise<void> {
    const reactions = { ...GOOD_REACTIONS, ...this.office.personality.reactions };
    for (const act of reactions[event]) await ACTS[act](this.office, about);
  }

  /** What fails here is told by the calls that failed. */
  #next(react: () => Promise<void>): void {
    this.#tail = this.#tail.then(react).catch(() => undefined);
  }
}
