import { getResponse, type WireConditions, type WireIia } from "../../../ewp/iias/v7/documents.js";
import { iiasV7 } from "../../../ewp/iias/v7/api.js";
import type { WireStudentMobility } from "../../../ewp/omobilities/v3/documents.js";
import type { WireLa } from "../../../ewp/omobility-las/v1/documents.js";
import { type HeiId, heiId, type IiaId, type OmobilityId, type Sha256Hex } from "../../../kernel/ids.js";
import { readDocument } from "../../../xml/read.js";
import type { PartnerCaller } from "../wire/caller.js";
import { hashOf, idOf, namedBy, otherHei } from "./copies.js";
import { heiIdOf, type Personality } from "../personality.js";

/** What an act is about: an institution, its copy and the partner's own, or a mobility, as far as there are any. */
export interface About {
  readonly heiId: HeiId;
  /** Their id. */
  readonly theirId?: IiaId;
  /** Ours, of the scripted partner. */
  readonly ownId?: IiaId;
  readonly omobilityId?: OmobilityId;
}

/** A copy of a node as it was read. */
export interface Seen {
  readonly id: IiaId;
  readonly hash: Sha256Hex;
  readonly terms: WireConditions;
  /** The partner's own id, when the copy names it. */
  readonly names: IiaId | undefined;
}

/** The state of a scripted partner. It remembers nothing from run to run. */
export class PartnerOffice {
  readonly copies = new Map<IiaId, WireIia>();
  /** Hashes of others' copies that it approved, by institution and the other's id. */
  readonly approvals = new Map<string, Sha256Hex>();

  /** Of students of its own. */
  readonly nominations = new Map<OmobilityId, WireStudentMobility>();
  readonly learningAgreements = new Map<OmobilityId, WireLa>();

  #readings = 0;
  #ids = 0;
  #copyIds = 0;

  constructor(readonly personality: Personality, readonly caller: PartnerCaller) {}

  get heiId(): HeiId {
    return heiId(heiIdOf(this.personality));
  }

  /** An id for a copy that none had before, deleted ones included. */
  newCopyId(): IiaId {
    return `${this.personality.id}-${++this.#copyIds}` as IiaId;
  }

  /** An id that was never used. */
  newId(): string {
    return `${this.personality.id}-p${++this.#ids}`;
  }

  /** The copies as this personality shows them to an institution. */
  shown(reader: HeiId | undefined, reading = 0): readonly WireIia[] {
    const own = [...this.copies.values()].filter((copy) => otherHei(copy) === reader);
    return this.personality.copies?.(own, reading) ?? own;
  }

  /** The copies as they are shown to one that reads them now. */
  read(reader: HeiId | undefined): readonly WireIia[] {
    return this.shown(reader, this.#readings++);
  }

  /** A copy of theirs as it is now; undefined when they show none, or none that can be read. */
  async look(theirs: HeiId, id: IiaId): Promise<Seen | undefined> {
    const body = await this.caller.call(theirs, iiasV7, "get", { iia_id: id });
    const iia = body && readDocument(getResponse, body).iias.find((one) => idOf(one) === id);
    const hashed = body && hashOf(body, id);
    return iia && hashed && { id, hash: hashed.hash, terms: iia.cooperationConditions, names: namedBy(iia) };
  }
}
