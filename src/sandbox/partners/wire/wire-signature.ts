import { sha256Digest } from "../../../security/digest.js";
import type { HeaderMap } from "../../../security/header-map.js";
import { signHeaders, type Signer } from "../../../security/http-signature/sign.js";
import type { Personality } from "../personality.js";

type Faults = Pick<Personality, "clockSkewMs" | "dateFormat" | "digestOf">;

/** The partner's own idea of the present moment. */
export const itsTime = (now: Date, { clockSkewMs = 0 }: Faults): Date => new Date(now.getTime() + clockSkewMs);

interface ToSign extends Signer {
  readonly headers: HeaderMap;
  readonly body: Buffer;
  /** Value of `(request-target)`, for requests. */
  readonly target?: string;
  readonly now: Date;
}

/** Headers with date, digest and the parameters of a signature over all of them, as right or wrong as the personality is. */
export const signedWith = async (faults: Faults, { headers, body, target, now, ...signer }: ToSign): Promise<{ readonly headers: HeaderMap; readonly signature: string }> => {
  const { dateFormat = (moment) => moment.toUTCString(), digestOf = (bytes) => bytes } = faults;
  const all = { ...headers, date: dateFormat(itsTime(now, faults)), digest: sha256Digest(digestOf(body)) };
  return { headers: all, signature: await signHeaders(all, signer, target) };
};
