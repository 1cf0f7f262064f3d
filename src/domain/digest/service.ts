import { given } from "../../kernel/given.js";
import type { HeiId } from "../../kernel/ids.js";
import type { Clock, Logger } from "../../kernel/ports.js";
import { mayActFor } from "../access/caller.js";
import type { Deadlines } from "../deadlines/service.js";
import type { Inbox } from "../inbox/service.js";
import type { InstitutionStore } from "../institutions/ports.js";
import { inEnglish } from "../../kernel/lang-text.js";
import { accessOf, type Person } from "../people/model.js";
import { composeDigest } from "./compose.js";
import { type DigestStore, type DigestWish, localTime, MailNotSent, type SendMail } from "./model.js";

interface Parts {
  readonly store: DigestStore;
  readonly inbox: Inbox;
  readonly deadlines: Deadlines;
  readonly institutions: Pick<InstitutionStore, "get">;
  readonly partnerName: (heiId: HeiId) => string | undefined;
  readonly send: SendMail;
  /** IANA name. */
  readonly timeZone: string;
  /** From this hour on, there. */
  readonly hour: number;
  /** Of the office's pages, without a slash at the end. */
  readonly officeUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
}

const DAY_MS = 86_400_000;
const DEADLINE_DAYS = 14;

/** Sends the mail of the day to everybody who wants it. Any number of processes may call it: each mail is one process's. */
export const createDigests = (parts: Parts) => {
  const { store, send, clock, log, timeZone, hour, officeUrl } = parts;

  const mailFor = async ({ heiId }: DigestWish, person: Person) => {
    const reader = { access: accessOf(person.grants) };
    const institution = await parts.institutions.get(heiId);
    if (person.disabledAt || !institution || !mayActFor(reader, heiId)) return undefined;
    const [from, to] = [clock.now(), new Date(clock.now().getTime() + DEADLINE_DAYS * DAY_MS)].map((at) => localTime(at, timeZone).day);
    const [items, deadlines] = await Promise.all([parts.inbox.all(heiId, reader), parts.deadlines.list(heiId, reader, { from: from ?? "", to: to ?? "" })]);
    return composeDigest({
      institution: inEnglish(institution.names) || heiId, items, deadlines, nameOf: (id) => parts.partnerName(id as HeiId) ?? id,
      office: `${officeUrl}/?institution=${encodeURIComponent(heiId)}`,
    });
  };

  const tell = async (wish: DigestWish, person: Person, day: string): Promise<void> => {
    const mail = await mailFor(wish, person);
    if (!mail) return;
    await send({ ...mail, to: person.email, unsubscribe: `${officeUrl}/digests/unsubscribe?key=${wish.key}`, id: `${day}.${wish.key.slice(0, 16)}` });
  };

  return {
    /** Returns how many were taken. While the mail server is away nothing is taken; a mail that it refuses is not tried again that day. */
    sendDue: async (): Promise<number> => {
      const { day, hour: now } = localTime(clock.now(), timeZone);
      if (now < hour) return 0;
      for (let taken = 0; ; taken++) {
        const next = await store.take(day);
        if (!next) return taken;
        try {
          await tell(next.wish, next.person, day);
        } catch (error) {
          log.warn("a digest could not be sent", { person: next.wish.personId, error: error instanceof Error ? error.name : "unknown" });
          if (!(error instanceof MailNotSent)) continue;
          await store.giveBack(next.wish);
          return taken;
        }
      }
    },
  };
};
export type Digests = ReturnType<typeof createDigests>;

/** The wish of a person as the office shows it. */
export const shownWish = (wish: DigestWish | undefined) => ({ wanted: wish !== undefined, ...given({ lastSentOn: wish?.sentOn }) });
