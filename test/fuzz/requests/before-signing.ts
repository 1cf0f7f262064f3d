/** Requests bent before they are signed: authentic ones, so that what is odd about them reaches parameters, handlers, the store and the log. */
import { bitsTurned, type Chance, pieceMoved, replacedAt } from "../chance.js";
import { hostileText } from "../words.js";
import { digestOf } from "../../support/ewp/signed-client.js";
import type { Draft, Pair } from "./draft.js";

type Bend = (draft: Draft, chance: Chance, now: Date) => Draft;

const NAMES = ["iia_id", "omobility_id", "sending_hei_id", "los_id", "hei_id", "ounit_id", "ounit_code", "echo", "file_id", "modified_since", "receiving_academic_year_id", "IIA_ID", "iia_id[]", "iia_id%5B0%5D", "", "__proto__"];
const escaped = (text: string, chance: Chance): string => {
  if (chance.often(0.2)) return text.replace(/[&=#\s]/g, "");
  try {
    return encodeURIComponent(text);
  } catch {
    return Buffer.from(text).toString("latin1").replace(/[^\x21-\x7e]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, "0")}`);
  }
};
const pair = (chance: Chance): Pair => [chance.often(0.8) ? chance.pick(NAMES) : escaped(hostileText(chance), chance), escaped(hostileText(chance), chance)];
const withHeader = (draft: Draft, name: string, value: string | undefined): Draft => ({ ...draft, headers: { ...draft.headers, [name]: value } });
const at = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

const postedBy = ({ body, form }: Draft): Buffer => body ?? Buffer.from(form.map((each) => each.join("=")).join("&"));

/** Values of headers that the pipeline looks at, usual and unusual. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "accept-encoding": ["gzip", "gzip;q=0", "identity", "*", "br, gzip;q=0.5", "rsa-aes128gcm", "ewp-rsa-aes128gcm", "ewp-rsa-aes128gcm, *;q=0", ",,,", "gzip;q=999"],
  "accept-signature": ["rsa-sha256", "RSA-SHA256", "rsa-sha512", "", "rsa-sha256, rsa-sha512", "*"],
  "accept-response-encryption-key": ["", "AAAA", "not base64!", Buffer.alloc(300, 1).toString("base64")],
  "content-encoding": ["gzip", "identity", "ewp-rsa-aes128gcm", "br", "gzip, gzip"],
  "content-type": ["application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded;charset=utf-16", "multipart/form-data; boundary=x", "application/json", "text/xml", "", "application/x-www-form-urlencoded, text/xml", "APPLICATION/X-WWW-FORM-URLENCODED"],
  "want-digest": ["SHA-256", "SHA-512", "MD5", "SHA-256;q=0"],
  "x-request-id": ["", "00000000-0000-0000-0000-000000000000", "not-a-uuid", "{5bb1d6a8-7f0d-4d7c-9d5c-111111111111}", "x".repeat(300), "5BB1D6A8-7F0D-4D7C-9D5C-111111111111"],
  "original-date": ["Sun, 01 Mar 2026 08:00:00 GMT", "yesterday", ""],
  "x-forwarded-for": ["10.0.0.1", "\"", "a, b"], "x-forwarded-host": ["evil.example"], "x-http-method-override": ["DELETE"], expect: ["200-ok"],
  cookie: ["a=b"], range: ["bytes=0-1"], "if-none-match": ["*"], te: ["trailers"], upgrade: ["websocket"], accept: ["text/html"], "accept-language": ["xx"],
};

export const BENDS: Readonly<Record<string, Bend>> = {
  "nothing": (draft) => draft,
  "a parameter left out": (draft, chance) => (draft.form.length === 0 ? draft : { ...draft, form: replacedAt(draft.form, chance.upTo(draft.form.length)) }),
  "a parameter more": (draft, chance) => ({ ...draft, form: [...draft.form, pair(chance)] }),
  "a parameter many times": (draft, chance) => ({ ...draft, form: Array.from({ length: chance.pick([2, 20, 21, 100, 500]) }, () => draft.form[0] ?? pair(chance)) }),
  "a parameter with another value": (draft, chance) => {
    const place = chance.upTo(Math.max(1, draft.form.length));
    return { ...draft, form: replacedAt(draft.form, place, [draft.form[place]?.[0] ?? chance.pick(NAMES), escaped(hostileText(chance), chance)]) };
  },
  "many parameters": (draft, chance) => ({ ...draft, form: Array.from({ length: chance.upTo(60) }, () => pair(chance)) }),
  "another path": (draft, chance) => ({ ...draft, path: chance.pick([
    () => `${draft.path}/`, () => draft.path.replace("/ewp/", "//ewp/"), () => `${draft.path}/..`, () => draft.path.replace("rive.example", "lac.example"),
    () => draft.path.toUpperCase(), () => `${draft.path}%2f`, () => draft.path.slice(0, chance.upTo(draft.path.length)) || "/", () => `${draft.path}/${escaped(hostileText(chance), chance)}`,
    () => `https://127.0.0.1${draft.path}`, () => draft.path.replace("rive.example", escaped(hostileText(chance), chance)), () => "*", () => `${draft.path}#x`, () => `${draft.path};a=b`,
  ])() }),
  "another method": (draft, chance) => ({ ...draft, method: chance.pick(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND"]) }),
  "a body of another kind": (draft, chance) => ({ ...draft, method: "POST", body: chance.pick([
    () => Buffer.from("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"), () => Buffer.from("{\"iia_id\":\"full\"}"),
    () => Buffer.alloc(chance.upTo(5000), chance.upTo(256)), () => Buffer.from(`iia_id=${"&".repeat(5000)}`), () => Buffer.from("iia_id=%ff%fe%00&iia_id=\xff", "latin1"),
    () => Buffer.from(`${hostileText(chance)}=${hostileText(chance)}`), () => Buffer.from("=&=&=&&&==="),
  ])() }),
  "a GET with a body": (draft, chance) => ({ ...draft, method: "GET", body: Buffer.from(hostileText(chance)) }),
  "the body turned": (draft, chance) => ({ ...draft, method: "POST", body: bitsTurned(postedBy(draft), chance) }),
  "the body cut": (draft, chance) => ({ ...draft, method: "POST", body: pieceMoved(postedBy(draft), chance) }),
  "a header of note": (draft, chance) => {
    const name = chance.pick(Object.keys(HEADERS));
    return withHeader(draft, name, chance.often(0.8) ? chance.pick(HEADERS[name] ?? []) : hostileText(chance));
  },
  "a header left out": (draft, chance) => withHeader(draft, chance.pick(["host", "date", "digest", "x-request-id", "accept-signature", "content-type"]), undefined),
  "a header of one's own": (draft, chance) => withHeader(draft, `x-${chance.pick(["a", "own", "x".repeat(200)])}`, hostileText(chance)),
  "another date": (draft, chance, now) => withHeader(draft, "date", chance.pick([
    () => at(now, chance.upTo(20) - 10).toUTCString(), () => at(now, 1e6).toUTCString(), () => now.toISOString(), () => now.toUTCString().replace("GMT", "+0100"),
    () => now.toUTCString().replace("GMT", "UTC"), () => String(now.getTime()), () => hostileText(chance), () => now.toUTCString().slice(5),
  ])()),
  "another digest": (draft, chance) => withHeader(draft, "digest", chance.pick([
    () => digestOf("other"), () => digestOf("").replace("SHA-256", "sha-256"), () => digestOf("").replace("SHA-256", "SHA-512"), () => `MD5=x,${digestOf("")}`,
    () => `${digestOf("")},${digestOf("other")}`, () => digestOf("").replace("=", ":"), () => hostileText(chance),
  ])()),
  "another host": (draft, chance) => withHeader(draft, "host", chance.pick(["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "", "127.0.0.1:99999", "a@b", "[::1]"])),
  "too little signed": (draft, chance) => ({ ...draft, names: (usual) => replacedAt(usual, chance.upTo(usual.length)) }),
  "headers signed in another way": (draft, chance) => ({ ...draft, names: (usual) => chance.pick<() => readonly string[]>([
    () => [...usual].reverse(), () => [...usual, usual[0] ?? "date"], () => usual.map((name) => name.toUpperCase()), () => [...usual, "x-missing"], () => [], () => usual.slice(0, chance.upTo(usual.length)),
  ])() }),
};
