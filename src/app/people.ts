import type { Config } from "../config/settings.js";
import { createPeople } from "../domain/people/service.js";
import { createSignIns } from "../domain/people/sign-in.js";
import { budgetsOf, createBudgets } from "../kernel/budgets.js";
import { argon2Passwords } from "../security/passwords.js";
import { generateSignInSecret, hashSignInSecret, isSignInSecret } from "../security/sign-in-secret.js";
import type { Store } from "../store/open.js";
import type { System } from "./system.js";

/** Accounts, people, and addresses that guess, whose budgets are remembered. */
const MOST = 10_000;
/** Wrong passwords of one account per minute: who mistypes waits seconds, who guesses waits years. */
const GUESSES_PER_MINUTE = 5;

interface Parts {
  readonly office: Pick<Config["office"], "idleMinutes" | "signInHours" | "refusalsPerMinute" | "requestsPerMinute">;
  readonly system: Pick<System, "clock" | "ids">;
  readonly store: Pick<Store, "people" | "signIns" | "references">;
}

/** People, their grants and their sign-ins. */
export const composePeople = ({ office, system: { clock, ids }, store }: Parts) => {
  const passwords = argon2Passwords();
  return {
    people: createPeople({ store: store.people, signIns: store.signIns, passwords, unknownUnits: store.references.unknownOunits, clock, ids }),
    signIns: createSignIns({
      people: store.people, signIns: store.signIns, passwords, clock, ids,
      secrets: { generate: generateSignInSecret, isSecret: isSignInSecret, hash: hashSignInSecret },
      life: { idleMs: office.idleMinutes * 60_000, longestMs: office.signInHours * 3_600_000 },
      guesses: { accounts: createBudgets({ perMinute: GUESSES_PER_MINUTE, capacity: MOST }), addresses: budgetsOf(office.refusalsPerMinute, MOST) },
      requests: budgetsOf(office.requestsPerMinute, MOST),
    }),
  };
};
