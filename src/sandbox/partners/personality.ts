import type { WireIia } from "../../ewp/iias/v7/documents.js";
import type { Answer, Asked } from "./wire/messages.js";

/** What has happened between a scripted partner and a node. */
export type Event =
  /** The node shows a copy that the partner has no copy for. */
  | "proposed"
  /** The node's copy names the partner's and the other way round. */
  | "bound"
  /** The node approved the partner's copy as it is. */
  | "approved"
  /** The node decided about the partner's nomination. */
  | "nomination-decided"
  /** The node proposes a learning agreement for a student of its own. */
  | "la-proposed"
  /** The node answered the partner's learning agreement. */
  | "la-answered";

/** What a scripted partner can do with students (mobilities/acts.ts). */
export type MobilityAct = "nominate" | "change-nomination" | "propose-la" | "notify-la" | "restart-la" | "approve-la" | "approve-la-twice";

/** What it can do, also with an agreement (office/acts.ts). */
export type Act = MobilityAct | "propose" | "adopt" | "approve" | "notify" | "change" | "change-silently" | "delete" | "reuse";

/** What the partner does when something happens, in this order. */
export type Reactions = Readonly<Record<Event, readonly Act[]>>;

/** A partner that keeps every rule: it answers a proposal with a copy of its own, approves what is bound and every learning agreement, and tells what became of its own. */
export const GOOD_REACTIONS: Reactions = { proposed: ["adopt"], bound: ["approve"], approved: [], "nomination-decided": [], "la-proposed": ["approve-la"], "la-answered": ["notify-la"] };

/** What one partner does wrong, as data for the scripted node. Without hooks it would be a good partner. */
export interface Personality {
  /** Name on the command line; with `.example` behind it the institution's id. */
  readonly id: string;
  /** A fictional institution. */
  readonly heiName: string;
  /** One sentence. */
  readonly fault: string;
  /** What a developer does to see how a node copes. */
  readonly look: string;

  /** The certificate of its server is sent without the intermediate authority, or is out of date. */
  readonly tls?: "chain-cut" | "expired";
  /** Milliseconds that its clock is ahead. */
  readonly clockSkewMs?: number;
  /** How it writes its `Date` header. */
  readonly dateFormat?: (moment: Date) => string;
  /** The bytes that it makes its `Digest` of, instead of those that it sends. */
  readonly digestOf?: (body: Buffer) => Buffer;
  /** The `Content-Type` of its answers; an empty text sends none. */
  readonly contentType?: string;
  /** The `Content-Type` of the forms that it posts. */
  readonly formType?: string;
  /** It answers only when this is over; `look` reads a copy at whoever asks. */
  readonly beforeAnswer?: (asked: Asked, wait: { readonly look: () => Promise<void>; readonly pause: (ms: number) => Promise<void> }) => Promise<void>;
  /** What it answers instead of what it should; undefined where it answers as it should. */
  readonly instead?: (asked: Asked) => Answer | undefined;
  /** Its documents as it writes them; an agreement is hashed after this. */
  readonly xml?: (xml: string, asked: Asked) => string;
  /** Its copies as it shows them; `reading` counts from 0. */
  readonly copies?: (own: readonly WireIia[], reading: number) => readonly WireIia[];
  readonly reactions?: Partial<Reactions>;
}

export const heiIdOf = ({ id }: Personality): string => `${id}.example`;
