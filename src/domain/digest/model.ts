/** The daily mail: what needs somebody, for those who want it (PEERS 4.1 item 6). */
import type { HeiId } from "../../kernel/ids.js";
import type { Person } from "../people/model.js";

/** A person's wish to have the mail of an institution. */
export interface DigestWish {
  readonly personId: string;
  readonly heiId: HeiId;
  /** What the address for unsubscribing shows; of no other use. */
  readonly key: string;
  /** The day of the last mail, YYYY-MM-DD in the node's time zone for mail. */
  readonly sentOn?: string;
}

export interface DigestStore {
  get(personId: string, heiId: HeiId): Promise<DigestWish | undefined>;
  /** Wishes for it, keeping the wish that is there. */
  want(wish: DigestWish): Promise<void>;
  unwant(personId: string, heiId: HeiId): Promise<void>;
  /** Ends the wish with this key; false when there is none. */
  unsubscribe(key: string): Promise<boolean>;
  /** Takes the next wish whose mail of this day has not been taken, with its person; each is taken by one process. */
  take(day: string): Promise<{ readonly wish: DigestWish; readonly person: Person } | undefined>;
  /** Gives a wish back whose mail certainly was not sent. */
  giveBack(wish: DigestWish): Promise<void>;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where one unsubscribes by one POST (RFC 8058). */
  readonly unsubscribe: string;
  /** The same for the same mail, so that a copy is known as one. */
  readonly id: string;
}

/** Resolves once the server has taken the mail. Rejects with `MailNotSent` when the server cannot be used now, with anything else when this mail was refused or nobody knows. */
export type SendMail = (mail: Mail) => Promise<void>;

export class MailNotSent extends Error {}

/** The day and the hour at a place; `timeZone` by its IANA name. */
export const localTime = (at: Date, timeZone: string): { readonly day: string; readonly hour: number } => {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23" }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  return { day: `${of("year")}-${of("month")}-${of("day")}`, hour: Number(of("hour")) };
};
