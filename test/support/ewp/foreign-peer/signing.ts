/** HTTP signatures of the foreign peer, by hand after draft-cavage 2.3, RFC 3230 and the EWP security documents. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { testKeyPair } from "../../keys/key-pairs.js";

export interface PeerKey {
  readonly id: string;
  /** Base64 DER, as manifests carry it. */
  readonly spki: string;
  readonly secret: KeyObject;
}

export const peerKey = (): PeerKey => {
  const { publicKey, privateKey } = testKeyPair();
  const der = publicKey.export({ type: "spki", format: "der" });
  return { id: createHash("sha256").update(der).digest("hex"), spki: der.toString("base64"), secret: privateKey };
};

export type Headers = Readonly<Record<string, string>>;

export const digestOf = (body: string | Buffer): string => `SHA-256=${createHash("sha256").update(body).digest("base64")}`;

const toSign = (names: readonly string[], headers: Headers, target: string): Buffer =>
  Buffer.from(names.map((name) => `${name}: ${name === "(request-target)" ? target : headers[name] ?? ""}`).join("\n"), "latin1");

/** Signature parameters over all headers, and over the target where there is one. */
export const signatureOf = (headers: Headers, key: PeerKey, target?: string): string => {
  const names = [...Object.keys(headers), ...(target === undefined ? [] : ["(request-target)"])];
  const signature = sign("sha256", toSign(names, headers, target ?? ""), key.secret).toString("base64");
  return `keyId="${key.id}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signature}"`;
};

/** `a="b",c="d"` as a record. */
export const parametersIn = (text: string): Record<string, string> => Object.fromEntries([...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]));

export interface Message {
  readonly headers: Headers;
  readonly body: Buffer;
  /** The parameters of its signature. */
  readonly signature: string;
  /** `get /path?query` of requests. */
  readonly target?: string;
}

/** What is wrong with a signed message; empty when it is authentic. `spki` is the public key that the catalogue has for its keyId. */
export const faultsOf = ({ headers, body, signature: text, target }: Message, spki: string | undefined, required: readonly string[]): string[] => {
  const { keyId, algorithm, headers: covered = "", signature = "" } = parametersIn(text);
  const names = covered.split(" ");
  const dates = ["date", "original-date"].filter((name) => names.includes(name));
  const isNear = (text = "") => Math.abs(Date.parse(text) - Date.now()) < 300_000;
  return [
    spki === undefined && `key ${keyId} is not in the catalogue`,
    algorithm !== "rsa-sha256" && `algorithm ${algorithm}`,
    ...required.filter((name) => !names.includes(name)).map((name) => `${name} is not signed`),
    dates.length === 0 && "no date is signed",
    ...dates.filter((name) => !isNear(headers[name])).map((name) => `${name} ${headers[name]}`),
    !(headers["digest"] ?? "").split(",").includes(digestOf(body)) && "digest",
    spki !== undefined && !verify("sha256", toSign(names, headers, target ?? ""), createPublicKey({ key: Buffer.from(spki, "base64"), format: "der", type: "spki" }), Buffer.from(signature, "base64")) && "signature",
  ].filter((fault) => typeof fault === "string");
};
