import { sign } from "node:crypto";
import { headerMap } from "../../../src/security/header-map.js";
import { isHostOf } from "../../../src/security/http-signature/own-host.js";
import type { RequestHead } from "../../../src/security/http-signature/request-head.js";
import type { RequestCheck } from "../../../src/security/http-signature/verify-request.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { testKeyPair } from "../../support/keys/key-pairs.js";

/** The digest of the empty body as PROTOCOL 3.3 prints it. */
export const EMPTY_DIGEST = "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
export const NOW = new Date("2026-03-01T12:00:00Z");
export const REQUEST_ID = "dc05b425-4e86-4106-8dde-1257fccf53e5";

const generated = testKeyPair();
export const caller = { ...generated, keyId: fingerprintOf(generated.publicKey) as string };

/** A request as a foreign client would send it, described by what may be wrong with it. */
export interface ByHand {
  readonly method?: string;
  readonly target?: string;
  /** Headers by lower-case name; undefined leaves one of the usual ones out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly names?: readonly string[];
  readonly keyId?: string;
  readonly unsigned?: Readonly<Record<string, string>>;
}

export const USUAL_NAMES = ["(request-target)", "host", "date", "digest", "x-request-id"];

/** Signs without any code under test: the text is put together here from the words of draft-cavage 2.3. */
export const signedByHand = ({ method = "GET", target = "/iias?x=%2F1&x=2", headers = {}, names = USUAL_NAMES, keyId = caller.keyId, unsigned = {} }: ByHand = {}): RequestHead => {
  const sent = Object.entries({ host: "ewp.example.edu", date: NOW.toUTCString(), digest: EMPTY_DIGEST, "x-request-id": REQUEST_ID, ...headers })
    .filter((entry): entry is [string, string] => entry[1] !== undefined);
  const lines = names.map((name) => `${name}: ${name === "(request-target)" ? `${method.toLowerCase()} ${target}` : new Map(sent).get(name)}`);
  const signature = sign("sha256", Buffer.from(lines.join("\n"), "latin1"), caller.privateKey).toString("base64");
  const authorization = `Signature keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signature}"`;
  return { method, target, headers: headerMap([...sent, ["Authorization", authorization] as const, ...Object.entries(unsigned)].flat()) };
};

/** The check of a server at https://ewp.example.edu that knows one caller. */
export const check: RequestCheck<typeof caller> = {
  isOwnHost: isHostOf(new URL("https://ewp.example.edu/")),
  clientKey: (keyId) => (keyId === caller.keyId ? caller : undefined),
  now: NOW,
};
