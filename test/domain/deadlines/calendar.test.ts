/** The calendar against the rules of RFC 5545; what is written is read back by a reader of the RFC's grammar. */
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { calendarOf, folded } from "../../../src/domain/deadlines/calendar.js";
import type { Deadline } from "../../../src/domain/deadlines/model.js";
import { heiId } from "../../../src/kernel/ids.js";

const now = new Date("2026-03-01T08:00:00Z");
const write = (deadlines: readonly Deadline[], name = "Rive", partner = (id: string) => id) => calendarOf({ name, deadlines, partnerName: partner, now });
const deadline = (more: Partial<Deadline> = {}): Deadline => ({ id: "agreement-ends/1/2027", on: "2027-08-31", code: "agreement-ends", sentence: "This agreement ends.", data: {}, unitIds: [], ...more });

interface Line { readonly name: string; readonly parameters: string; readonly value: string }

/** Section 3.1: unfold, then `name *(";" param) ":" value`. */
const read = (text: string): readonly Line[] => {
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  return lines.join("\r\n").replaceAll("\r\n ", "").split("\r\n").map((line) => {
    const [, name = "", parameters = "", value = ""] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/su.exec(line) ?? [];
    expect(name).not.toBe("");
    return { name, parameters, value };
  });
};
/** Section 3.3.11. */
const unescaped = (value: string): string => {
  expect(value.replaceAll(/\\[\\;,nN]/g, "")).not.toMatch(/[\\;,]/);
  return value.replaceAll(/\\(.)/g, (_all, one: string) => (one === "n" || one === "N" ? "\n" : one));
};
const events = (lines: readonly Line[]): readonly ReadonlyMap<string, Line>[] => {
  const found: Map<string, Line>[] = [];
  for (const line of lines) {
    if (line.name === "BEGIN" && line.value === "VEVENT") found.push(new Map());
    else found.at(-1)?.set(line.name, line);
  }
  return found;
};

describe("a calendar", () => {
  test("of one deadline", () => {
    expect(write([deadline({ partnerHeiId: heiId("lac.example"), data: { iiaCode: "RIV-1" } })])).toBe([
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Passerelle//Deadlines//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:Rive: deadlines", "X-WR-CALNAME:Rive: deadlines",
      "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
      "BEGIN:VEVENT", expect.any(String), "DTSTAMP:20260301T080000Z", "DTSTART;VALUE=DATE:20270831", "DTEND;VALUE=DATE:20270901", "SUMMARY:This agreement ends. (lac.example\\, RIV-1)", "TRANSP:TRANSPARENT", "END:VEVENT",
      "END:VCALENDAR", "",
    ].map((line) => (typeof line === "string" ? line : /UID:.*/.exec(write([deadline()]))?.[0])).join("\r\n"));
  });

  test("puts what ends on one day for one reason into one event, which keeps its UID and names twenty partners", () => {
    const many = Array.from({ length: 25 }, (_, i) => deadline({ id: `agreement-ends/${i}/2027`, partnerHeiId: heiId(`p${String(i).padStart(2, "0")}.example`) }));
    const [event, ...others] = events(read(write(many)));
    expect(others).toEqual([]);
    expect(event?.get("SUMMARY")?.value).toBe("This agreement ends. (25)");
    expect(unescaped(event?.get("DESCRIPTION")?.value ?? "").split("\n")).toEqual([...many.slice(0, 20).map(({ partnerHeiId }) => partnerHeiId), "and 5 more"]);
    expect(events(read(write(many.slice(3))))[0]?.get("UID")).toEqual(event?.get("UID"));
    expect(events(read(write([...many, deadline({ on: "2028-08-31" })]))).map((one) => one.get("UID")?.value)).toHaveLength(2);
  });

  test("holds any text, and its own lines only", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 200 }), (name, sentence) => {
      const lines = read(write([deadline({ sentence: `S${sentence}` })], name));
      expect(lines.filter(({ name: of }) => of === "BEGIN")).toHaveLength(2);
      const [event] = events(lines);
      expect(unescaped(event?.get("SUMMARY")?.value ?? "")).toBe(`S${sentence}`.replaceAll("\r\n", "\n").replaceAll(/(?!\n)\p{Cc}/gu, " "));
      unescaped(lines.find(({ name: of }) => of === "NAME")?.value ?? "");
    }));
  });

  test("UIDs differ for different days and causes", () => {
    const different = [deadline(), deadline({ on: "2028-08-31" }), deadline({ code: "agreement-renewal" }), deadline({ code: "nominations-to-us", data: { term: "autumn" } }), deadline({ code: "nominations-to-us", data: { term: "spring" } })];
    expect(new Set(events(read(write(different))).map((event) => event.get("UID")?.value)).size).toBe(different.length);
  });
});

test("folding never cuts a character, and unfolding gives the line back", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }).filter((text) => !/[\r\n]/.test(text)), (line) => {
    const parts = folded(line).split("\r\n");
    expect(parts.map((part, i) => (i === 0 ? part : part.slice(1))).join("")).toBe(line);
    for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
  }));
});
