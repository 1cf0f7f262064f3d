/** Requests spoiled after they were signed: whatever the signature says, it is not about this message. */
import { bitsTurned, type Chance, pieceMoved, replacedAt } from "../chance.js";
import { hostileText } from "../words.js";
import { bytesOf, type Pair, type Written } from "./draft.js";

/** The written request and the caller that somebody else may pretend to be. */
export interface Spoiling {
  readonly written: Written;
  readonly chance: Chance;
  readonly otherKeyId: string;
}

interface Spoil {
  /** False where the message may still mean the same, e.g. with a header twice that nobody signed. */
  readonly breaks: boolean;
  readonly apply: (spoiling: Spoiling) => Written;
}

const valueOf = ({ headers }: Written, wanted: string): string => headers.find(([name]) => name === wanted)?.[1] ?? "";
const withHeader = (written: Written, wanted: string, value: string): Written => ({ ...written, headers: written.headers.map(([name, old]): Pair => [name, name === wanted ? value : old]) });
const withAuthorization = (written: Written, change: (old: string) => string): Written => withHeader(written, "authorization", change(valueOf(written, "authorization")).replace(/[^\t\x20-\x7e]/g, "?"));
/** Never the same: something is put in front. */
const other = (value: string): string => (value.startsWith("A") ? `B${value.slice(1)}` : `A${value.slice(1)}`);

export const SPOILS: Readonly<Record<string, Spoil>> = {
  "the target changed": { breaks: true, apply: ({ written }) => ({ ...written, target: written.target.includes("?") ? `${written.target}&x=y` : `${written.target}?x=y` }) },
  "the id of another object": { breaks: true, apply: ({ written }) => ({ ...written, target: `${written.target}${written.target.includes("?") ? "&" : "?"}iia_id=of-q`, body: Buffer.concat([written.body, Buffer.from("&iia_id=of-q")]) }) },
  "the body changed": { breaks: true, apply: ({ written }) => ({ ...written, body: Buffer.concat([written.body, Buffer.from("&iia_id=other")]) }) },
  "the body turned": { breaks: true, apply: ({ written, chance }) => ({ ...written, body: Buffer.concat([Buffer.from("x"), bitsTurned(written.body, chance)]) }) },
  "a signed header changed": { breaks: true, apply: ({ written, chance }) => {
    const name = chance.pick(["date", "digest", "x-request-id"]);
    return withHeader(written, name, other(valueOf(written, name)));
  } },
  "another caller's key id": { breaks: true, apply: ({ written, otherKeyId }) => withAuthorization(written, (old) => old.replace(/keyId="[^"]*"/, `keyId="${otherKeyId}"`)) },
  "two key ids": { breaks: true, apply: ({ written, otherKeyId }) => withAuthorization(written, (old) => `${old},keyId="${otherKeyId}"`) },
  "a key id nobody has": { breaks: true, apply: ({ written, chance }) => withAuthorization(written, (old) => old.replace(/keyId="[^"]*"/, `keyId="${hostileText(chance).replace(/["\\]/g, "")}x"`)) },
  "another algorithm": { breaks: true, apply: ({ written, chance }) => withAuthorization(written, (old) => old.replace("rsa-sha256", chance.pick(["hmac-sha256", "none", "rsa-sha1", "hs2019", ""]))) },
  "the signature changed": { breaks: true, apply: ({ written, chance }) => withAuthorization(written, (old) => old.replace(/signature="([^"]*)"/, (_, value: string) => `signature="${chance.pick(["", other(value), value.slice(4), "AAAA", "!!!", `${value}${value}`])}"`)) },
  "fewer names": { breaks: true, apply: ({ written, chance }) => withAuthorization(written, (old) => old.replace(/headers="([^"]*)"/, (_, names: string) => `headers="${replacedAt(names.split(" "), chance.upTo(names.split(" ").length)).join(" ")}"`)) },
  "a parameter of the signature left out": { breaks: false, apply: ({ written, chance }) => withAuthorization(written, (old) => {
    const parameters = old.replace(/^Signature /, "").split(/,(?=\w+=")/);
    return `Signature ${replacedAt(parameters, chance.upTo(parameters.length)).join(",")}`;
  }) },
  "Authorization in another form": { breaks: false, apply: ({ written, chance }) => withAuthorization(written, (old) => chance.pick([
    () => old.replace("Signature ", "signature  "), () => old.replaceAll(",", " , "), () => old.replaceAll("\"", ""), () => old.slice(0, chance.upTo(old.length)), () => "Basic YTpi", () => "Signature",
    () => `${old},`, () => `${old},created=1`, () => old.replaceAll("=", " = "), () => old.repeat(3), () => hostileText(chance), () => old.replace("keyId", "keyid"), () => `${old},x="${"y".repeat(8000)}"`,
  ])()) },
  "Authorization twice": { breaks: false, apply: ({ written, chance }) => ({ ...written, headers: [...written.headers, ["authorization", chance.pick([valueOf(written, "authorization"), "Basic YTpi", ""])]] }) },
  "a header twice": { breaks: false, apply: ({ written, chance }) => ({ ...written, headers: [...written.headers, chance.pick(written.headers)] }) },
  "no Authorization": { breaks: true, apply: ({ written }) => ({ ...written, headers: written.headers.filter(([name]) => name !== "authorization") }) },
  "a header nobody signed": { breaks: false, apply: ({ written, chance }) => ({ ...written, headers: [...written.headers, ["x-unsigned", hostileText(chance).replace(/[^\t\x20-\x7e\x80-\xff]/g, "?")]] }) },
  "the length told wrong": { breaks: false, apply: ({ written, chance }) => closing({ ...written, headers: [...written.headers, ["content-length", chance.pick(["0", "1", "999999999", "-1", "x", "5, 6", "0x10", "1e3", "18446744073709551616"])]] }) },
  "in chunks": { breaks: false, apply: ({ written, chance }) => closing({ ...written, headers: [...written.headers, ["transfer-encoding", "chunked"]], body: chunked(written.body, chance) }) },
  "length and chunks": { breaks: false, apply: ({ written, chance }) => closing({ ...written, headers: [...written.headers, ["content-length", "4"], ["transfer-encoding", chance.pick(["chunked", "Chunked", "identity", "chunked, chunked", "xchunked"])]], body: chunked(written.body, chance) }) },
  "bits of the message turned": { breaks: false, apply: ({ written, chance }) => ({ ...written, raw: bitsTurned(bytesOf(written), chance) }) },
  "a piece of the message moved": { breaks: false, apply: ({ written, chance }) => ({ ...written, raw: pieceMoved(bytesOf(written), chance) }) },
  "a long line": { breaks: false, apply: ({ written, chance }) => ({ ...written, raw: Buffer.from(`GET /${"a".repeat(chance.pick([8_000, 16_000, 70_000]))} HTTP/1.1\r\nhost: x\r\n\r\n`) }) },
  "no HTTP at all": { breaks: false, apply: ({ written, chance }) => ({ ...written, raw: Buffer.from(chance.pick(["\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x00", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET / HTTP/0.9\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", hostileText(chance)]), "latin1") }) },
};

/** What may not be framed as it says ends with the connection, so that nobody waits. */
const closing = (written: Written): Written => ({ ...written, raw: bytesOf(written) });

const chunked = (body: Buffer, chance: Chance): Buffer => {
  const size = chance.pick([body.length.toString(16), "0", "fffffff", "zz", `${body.length.toString(16)};ext=1`, "00000000000000000000001"]);
  return Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from(chance.pick(["\r\n0\r\n\r\n", "\r\n0\r\nx-trailer: a\r\n\r\n", "0\r\n\r\n", "\r\n"]))]);
};
