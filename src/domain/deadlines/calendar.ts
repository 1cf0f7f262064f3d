/** Deadlines as a calendar that programs subscribe to: iCalendar, RFC 5545. */
import { createHash } from "node:crypto";
import type { Deadline } from "./model.js";

/** What a calendar says of one day and one cause. */
interface Event {
  readonly uid: string;
  readonly on: string;
  readonly summary: string;
  readonly lines: readonly string[];
}

export interface CalendarFacts {
  /** Of the institution, for people. */
  readonly name: string;
  readonly deadlines: readonly Deadline[];
  readonly partnerName: (heiId: string) => string;
  readonly now: Date;
}

/** Partners that an event names; more are counted. */
const MOST_NAMED = 20;

/** The calendar as text with CRLF. No personal data: a program at a provider reads it. The same deadline has the same UID every time. */
export const calendarOf = ({ name, deadlines, partnerName, now }: CalendarFacts): string => [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passerelle//Deadlines//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
  property("NAME", `${name}: deadlines`), property("X-WR-CALNAME", `${name}: deadlines`), "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
  ...eventsOf(deadlines, partnerName).flatMap((event) => [
    "BEGIN:VEVENT", `UID:${event.uid}`, `DTSTAMP:${stamp(now)}`, `DTSTART;VALUE=DATE:${event.on.replaceAll("-", "")}`, `DTEND;VALUE=DATE:${dayAfter(event.on)}`,
    property("SUMMARY", event.summary), ...(event.lines.length > 0 ? [property("DESCRIPTION", event.lines.join("\n"))] : []), "TRANSP:TRANSPARENT", "END:VEVENT",
  ]),
  "END:VCALENDAR",
].map(folded).join("\r\n").concat("\r\n");

/** What ends on the same day for the same reason is one event, and each cause keeps its own. */
const eventsOf = (deadlines: readonly Deadline[], partnerName: CalendarFacts["partnerName"]): readonly Event[] => {
  const groups = new Map<string, Deadline[]>();
  for (const deadline of deadlines) {
    const key = `${deadline.code} ${deadline.on} ${deadline.data["term"] ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), deadline]);
  }
  return [...groups].map(([key, [first, ...others]]) => eventOf(key, [first as Deadline, ...others], partnerName)).sort((a, b) => (a.on + a.uid < b.on + b.uid ? -1 : 1));
};

const eventOf = (key: string, of: readonly [Deadline, ...Deadline[]], partnerName: CalendarFacts["partnerName"]): Event => {
  const [{ on, sentence }] = of;
  const named = of.flatMap(({ partnerHeiId, data }) => (partnerHeiId === undefined ? [] : [[partnerName(partnerHeiId), data["iiaCode"]].filter((part) => part !== undefined).join(", ")]));
  const more = named.length - MOST_NAMED;
  return {
    uid: `${createHash("sha256").update(key).digest("hex").slice(0, 32)}@passerelle`, on, summary: of.length === 1 && named[0] !== undefined ? `${sentence} (${named[0]})` : of.length === 1 ? sentence : `${sentence} (${of.length})`,
    lines: of.length === 1 ? [] : [...named.slice(0, MOST_NAMED).sort(), ...(more > 0 ? [`and ${more} more`] : [])],
  };
};

const stamp = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10).replaceAll("-", "");

/** RFC 5545 section 3.3.11: backslash, semicolon, comma and line ends are escaped; other control characters are not allowed. */
const CONTROLS = /(?!\n)\p{Cc}/gu;
const property = (name: string, text: string): string => `${name}:${text.replaceAll("\r\n", "\n").replaceAll(CONTROLS, " ").replaceAll(/[\\;,]/g, (one) => `\\${one}`).replaceAll("\n", "\\n")}`;

const LONGEST_LINE = 75;

/** Section 3.1: no line is longer than 75 octets; it goes on after a line end and a space, never within a character. */
export const folded = (line: string): string => {
  const lines: string[] = [];
  let [current, octets] = ["", 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LONGEST_LINE) {
      lines.push(current);
      [current, octets] = [" ", 1];
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join("\r\n");
};
