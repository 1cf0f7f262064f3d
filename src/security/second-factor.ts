import { createHash, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { seal, unseal } from "./keys/sealing.js";
import type { DataKey } from "./keys/data-key.js";

const PERIOD_S = 30;
/** Codes of the period before and after are taken too: clocks of telephones are not ours. */
const WINDOW = 1;
/** RFC 4226 asks for 128 bits at least and recommends 160. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;

const totpOf = (secret: Uint8Array, account: string): TOTP =>
  new TOTP({ issuer: "Passerelle", label: account, algorithm: "SHA1", digits: 6, period: PERIOD_S, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) });

/** Time-based codes (RFC 6238) with secrets that are encrypted at rest, each bound to its person, and codes for the day the telephone is lost. */
export const secondFactorCodes = (dataKey: () => Promise<DataKey>) => {
  const open = async (personId: string, sealed: string): Promise<Buffer> => unseal(await dataKey(), labelOf(personId), sealed);
  return {
    /** A fresh secret, sealed. */
    make: async (personId: string): Promise<string> => seal(await dataKey(), labelOf(personId), randomBytes(SECRET_BYTES)),

    /** What an authenticator app takes: as text to type, and as otpauth:// address to show as a picture. */
    show: async (personId: string, sealed: string, account: string): Promise<{ readonly secret: string; readonly uri: string }> => {
      const totp = totpOf(await open(personId, sealed), account);
      return { secret: totp.secret.base32, uri: totp.toString() };
    },

    /** The period, counted since 1970, that the code is of; undefined when it is none of these minutes. */
    stepOf: async (personId: string, sealed: string, { code, now }: { readonly code: string; readonly now: Date }): Promise<number | undefined> => {
      const delta = totpOf(await open(personId, sealed), "").validate({ token: code, timestamp: now.getTime(), window: WINDOW });
      return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD_S) + delta;
    },

    /** Fresh recovery codes of 80 random bits each, e.g. `k3vd-9x2m-p7qa-4hwt`. */
    recoveryCodes: (): readonly string[] => Array.from({ length: RECOVERY_CODES }, () => grouped(new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.toLowerCase())),

    /** What is stored of a recovery code, however it is typed. */
    hashRecovery: (code: string): string => createHash("sha256").update(code.toLowerCase().replace(/[^a-z2-7]/g, "")).digest("hex"),
  };
};

const labelOf = (personId: string) => ({ kind: "second factor", name: personId }) as const;

const grouped = (code: string): string => (code.match(/.{4}/g) ?? []).join("-");
