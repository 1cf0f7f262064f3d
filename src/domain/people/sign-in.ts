import { type Budgets, UNLIMITED } from "../../kernel/budgets.js";
import { EwpError, tooManyRequests } from "../../kernel/errors.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import type { Caller } from "../access/caller.js";
import { type GuessBudgets, Guesses, UNLIMITED_GUESSES } from "./guesses.js";
import { accessOf, type Passwords, type PeopleStore, type Person, type SignIn, type SignInSecrets, type SignInStore, type Way } from "./model.js";

/** For how long a sign-in lasts. */
export interface SignInLife {
  /** Without a request. */
  readonly idleMs: number;
  /** Whatever happens. */
  readonly longestMs: number;
}

/** A sign-in as the door needs it. */
export interface SignedIn {
  readonly signIn: SignIn;
  readonly person: Person;
  readonly caller: Caller;
}

/** What a fresh sign-in leads to; `secret` is for the browser, once. */
export interface Begun {
  readonly secret: string;
  readonly state: "signed-in" | "second-factor-needed";
}

export interface SignIns {
  /**
   * Signs in by password. Throws `EwpError` 401 `sign-in-refused` in the same words and after the same time for whatever is wrong: an
   * unknown or disabled account, one without a password, a wrong password; 429 after too many of them.
   */
  withPassword(given: { readonly email: string; readonly password: string; readonly address: string }): Promise<Begun>;
  /** Whoever shows this secret, unless the sign-in ended, was idle too long, or still lacks its second factor. Throws `EwpError` 429 beyond the budget. */
  authenticate(secret: string): Promise<SignedIn | undefined>;
  /** Ends what the browser shows, if it is one. */
  end(secret: string): Promise<void>;
}

const MINUTE_MS = 60_000;

interface Parts {
  readonly people: PeopleStore;
  readonly signIns: SignInStore;
  readonly passwords: Passwords;
  readonly secrets: SignInSecrets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly life: SignInLife;
  readonly guesses?: GuessBudgets;
  /** Requests of one person. */
  readonly requests?: Budgets;
}

/** Sign-ins of people: 256 random bits each in a cookie, of which only the hash is kept. */
export const createSignIns = (parts: Parts): SignIns => {
  const { people, signIns, passwords, secrets, clock, ids, life, requests = UNLIMITED } = parts;
  const guesses = new Guesses(parts.guesses ?? UNLIMITED_GUESSES);

  const begin = async (person: Person, way: Way): Promise<Begun> => {
    const [secret, now] = [secrets.generate(), clock.now()];
    const needs = person.hasSecondFactor ? { needs: "second-factor" as const } : {};
    await signIns.add({ id: ids.uuid(), personId: person.id, hash: secrets.hash(secret), way, ...needs, createdAt: now, usedAt: now, endsAt: new Date(now.getTime() + life.longestMs) });
    return { secret, state: needs.needs ? "second-factor-needed" : "signed-in" };
  };

  const living = async (secret: string): Promise<{ readonly signIn: SignIn; readonly person: Person } | undefined> => {
    const found = secrets.isSecret(secret) ? await signIns.byHash(secrets.hash(secret)) : undefined;
    return found && isAlive(found.signIn, clock.now(), life) ? found : undefined;
  };

  return {
    withPassword: async ({ email, password, address }) => {
      const account = email.toLowerCase();
      guesses.before(account, address, clock.now());
      const person = await people.byEmail(account);
      const hash = person && !person.disabledAt ? await people.passwordHash(person.id) : undefined;
      const fits = await passwords.fits(hash, password);
      if (!person || !fits) {
        guesses.wrong(account, address, clock.now());
        throw refused();
      }
      guesses.right(account, address);
      return begin(person, "password");
    },
    authenticate: async (secret) => {
      const found = await living(secret);
      if (!found || found.signIn.needs) return undefined;
      const { signIn, person } = found;
      const now = clock.now();
      const seconds = requests.take(person.id, now);
      if (seconds > 0) throw tooManyRequests(`Your account sends more requests than this node takes from one person; expected a pause of ${seconds} s.`, seconds);
      if (now.getTime() - signIn.usedAt.getTime() >= MINUTE_MS) await signIns.used(signIn.id, now);
      return { signIn, person, caller: { id: person.id, kind: "person", name: person.name, access: accessOf(person.grants), expiresAt: signIn.endsAt } };
    },
    end: async (secret) => {
      const found = await living(secret);
      if (found) await signIns.end(found.signIn.id, clock.now());
    },
  };
};

const isAlive = ({ usedAt, endsAt, endedAt }: SignIn, now: Date, { idleMs }: SignInLife): boolean =>
  endedAt === undefined && now < endsAt && now.getTime() - usedAt.getTime() < idleMs;

/** 401 without the header that asks for a token: the browser would not know what to do with it. */
const refused = (): EwpError => new EwpError(401, "The e-mail address or the password is wrong, or the account has no password or is disabled.", { code: "sign-in-refused" });
