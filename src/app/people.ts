import { readFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { Agent, fetch as ask } from "undici";
import type { Config } from "../config/settings.js";
import { createSecondFactors } from "../domain/people/second-factor.js";
import { createPeople } from "../domain/people/service.js";
import { createSignIns } from "../domain/people/sign-in.js";
import { budgetsOf, createBudgets } from "../kernel/budgets.js";
import { openIdProvider } from "../security/openid.js";
import { argon2Passwords } from "../security/passwords.js";
import { secondFactorCodes } from "../security/second-factor.js";
import { generateSignInSecret, hashSignInSecret, isSignInSecret } from "../security/sign-in-secret.js";
import type { Store } from "../store/open.js";
import type { DataKeys } from "./keys/data-keys.js";
import type { System } from "./system.js";

/** Accounts, people, and addresses that guess, whose budgets are remembered. */
const MOST = 10_000;
/** Wrong passwords of one account per minute: who mistypes waits seconds, who guesses waits years. */
const GUESSES_PER_MINUTE = 5;
const CALLBACK = "/api/v1/sign-in/openid/callback";

type Office = Pick<Config["office"], "idleMinutes" | "signInHours" | "refusalsPerMinute" | "requestsPerMinute" | "secondFactor" | "publicUrl" | "openIdIssuer" | "openIdClientId" | "openIdClientSecret" | "openIdName" | "openIdScope" | "openIdEmailClaim">;

interface Parts {
  readonly office: Office;
  readonly extraCa?: string | undefined;
  readonly dataKeys: DataKeys;
  readonly system: Pick<System, "clock" | "ids">;
  readonly store: Pick<Store, "people" | "signIns" | "secondFactors" | "references">;
}

/** People, their grants and their sign-ins. */
export const composePeople = (parts: Parts) => {
  const { office, dataKeys, system: { clock, ids }, store } = parts;
  const passwords = argon2Passwords();
  const secondFactors = createSecondFactors({
    store: store.secondFactors, people: store.people, signIns: store.signIns, passwords, clock, codes: secondFactorCodes(() => dataKeys("second factors")),
  });
  return {
    secondFactors,
    people: createPeople({ store: store.people, signIns: store.signIns, passwords, unknownUnits: store.references.unknownOunits, clock, ids }),
    signIns: createSignIns({
      people: store.people, signIns: store.signIns, passwords, secondFactors, clock, ids,
      openId: composeOpenId(parts),
      administratorsNeedSecondFactor: office.secondFactor === "required",
      secrets: { generate: generateSignInSecret, isSecret: isSignInSecret, hash: hashSignInSecret },
      life: { idleMs: office.idleMinutes * 60_000, longestMs: office.signInHours * 3_600_000 },
      guesses: { accounts: createBudgets({ perMinute: GUESSES_PER_MINUTE, capacity: MOST }), addresses: budgetsOf(office.refusalsPerMinute, MOST) },
      requests: budgetsOf(office.requestsPerMinute, MOST),
    }),
  };
};

/** The institution's provider, where one is set up. */
const composeOpenId = ({ office, extraCa, dataKeys, system: { clock } }: Parts) => {
  const { openIdIssuer: issuer, openIdClientId: clientId, publicUrl } = office;
  if (issuer === undefined || clientId === undefined || publicUrl === undefined) return undefined;
  const dispatcher = extraCa === undefined ? undefined : new Agent({ connect: { ca: [...rootCertificates, readFileSync(extraCa, "utf8")] } });
  return openIdProvider({
    settings: { issuer, clientId, clientSecret: office.openIdClientSecret, name: office.openIdName, scope: office.openIdScope, emailClaim: office.openIdEmailClaim, redirectUri: publicUrl.replace(/\/$/, "") + CALLBACK },
    dataKey: () => dataKeys("openid"), now: () => clock.now(),
    ...(dispatcher && { customFetch: async (url, { method, headers, body = null, redirect }) => (await ask(url, { method, headers, body: body as string | null, redirect, dispatcher })) as unknown as Response }),
  });
};
