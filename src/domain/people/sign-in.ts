import { type Budgets, UNLIMITED } from "../../kernel/budgets.js";
import { EwpError, tooManyRequests } from "../../kernel/errors.js";
import type { Clock, Ids } from "../../kernel/ports.js";
import type { Caller } from "../access/caller.js";
import { type GuessBudgets, Guesses, UNLIMITED_GUESSES } from "./guesses.js";
import { type OpenIdProvider, openIdRefused, personOf } from "./openid.js";
import type { SecondFactors } from "./second-factor.js";
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
  /** Nothing may be done but setting one up. */
  readonly lacksSecondFactor: boolean;
  readonly caller: Caller;
}

/** What a fresh sign-in leads to; `secret` is for the browser, once. */
export interface Begun {
  readonly personId: string;
  readonly secret: string;
  readonly state: "signed-in" | "second-factor-needed";
}

export interface SignIns {
  /**
   * Signs in by password. Throws `EwpError` 401 `sign-in-refused` in the same words and after the same time for whatever is wrong: an
   * unknown or disabled account, one without a password, a wrong password; 429 after too many of them.
   */
  withPassword(given: { readonly email: string; readonly password: string; readonly address: string }): Promise<Begun>;
  /** The second factor of a sign-in that needs one: a code of the app, or a recovery code. Throws `EwpError` 401 `sign-in-needed` or `second-factor-refused`, 429 after too many. */
  withSecondFactor(secret: string | undefined, given: { readonly code: string; readonly address: string }): Promise<Begun>;
  /** Where the institution's provider is; undefined where none is set up. */
  readonly openId: OpenIdProvider | undefined;
  /** Signs in whoever comes back from the provider. Throws `EwpError` 401 `openid-...` for whatever is wrong. */
  withOpenId(query: string, kept: string | undefined): Promise<Begun & { readonly to: string }>;
  /** Whoever shows this secret, unless the sign-in ended, was idle too long, or still lacks its second factor. Throws `EwpError` 429 beyond the budget. */
  authenticate(secret: string): Promise<SignedIn | undefined>;
  /** Ends what the browser shows, if it is one. */
  end(secret: string): Promise<void>;
}

const MINUTE_MS = 60_000;
/** Between password and code. */
const SECOND_FACTOR_MS = 10 * MINUTE_MS;

interface Parts {
  readonly people: PeopleStore;
  readonly signIns: SignInStore;
  readonly passwords: Passwords;
  readonly secrets: SignInSecrets;
  readonly secondFactors: Pick<SecondFactors, "check">;
  readonly openId?: OpenIdProvider | undefined;
  /** Administrators who sign in by password may do nothing before they have a second factor. */
  readonly administratorsNeedSecondFactor?: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly life: SignInLife;
  readonly guesses?: GuessBudgets;
  /** Requests of one person. */
  readonly requests?: Budgets;
}

/** Sign-ins of people: 256 random bits each in a cookie, of which only the hash is kept. */
export const createSignIns = (parts: Parts): SignIns => {
  const { people, signIns, passwords, secrets, secondFactors, openId, clock, ids, life, requests = UNLIMITED } = parts;
  const identified = personOf({ people, clock, ids });
  const guesses = new Guesses(parts.guesses ?? UNLIMITED_GUESSES);

  const begin = async (personId: string, way: Way, needsMore: boolean): Promise<Begun> => {
    const [secret, now] = [secrets.generate(), clock.now()];
    const endsAt = new Date(now.getTime() + (needsMore ? SECOND_FACTOR_MS : life.longestMs));
    await signIns.add({ id: ids.uuid(), personId, hash: secrets.hash(secret), way, ...(needsMore && { needs: "second-factor" }), createdAt: now, usedAt: now, endsAt });
    return { personId, secret, state: needsMore ? "second-factor-needed" : "signed-in" };
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
      return begin(person.id, "password", person.hasSecondFactor);
    },
    withSecondFactor: async (secret, { code, address }) => {
      const found = secret === undefined ? undefined : await living(secret);
      if (!found?.signIn.needs) throw new EwpError(401, "No sign-in waits for a second factor; begin with the password.", { code: "sign-in-needed" });
      const { person, signIn } = found;
      const account = `second factor ${person.id}`;
      guesses.before(account, address, clock.now());
      if (!(await secondFactors.check(person.id, code))) {
        guesses.wrong(account, address, clock.now());
        throw new EwpError(401, "The code is wrong, was used before, or is of another time.", { code: "second-factor-refused" });
      }
      await signIns.end(signIn.id, clock.now());
      return begin(person.id, signIn.way, false);
    },
    openId,
    withOpenId: async (query, kept) => {
      if (!openId || kept === undefined) throw openIdRefused("No sign-in at the provider was begun with this browser.", "openid-not-begun");
      const identity = await openId.finish(query, kept).catch((cause: unknown) => {
        throw openIdRefused("What the provider answered cannot be accepted.", "openid-failed", cause);
      });
      // The provider asks for whatever it holds necessary.
      return { ...(await begin((await identified(identity)).id, "openid", false)), to: identity.to };
    },
    authenticate: async (secret) => {
      const found = await living(secret);
      if (!found || found.signIn.needs) return undefined;
      const { signIn, person } = found;
      const now = clock.now();
      const seconds = requests.take(person.id, now);
      if (seconds > 0) throw tooManyRequests(`Your account sends more requests than this node takes from one person; expected a pause of ${seconds} s.`, seconds);
      if (now.getTime() - signIn.usedAt.getTime() >= MINUTE_MS) await signIns.used(signIn.id, now);
      const lacksSecondFactor = signIn.way === "password" && !person.hasSecondFactor && parts.administratorsNeedSecondFactor === true && person.grants.some(({ role }) => role === "administrator");
      const access = lacksSecondFactor ? [] : accessOf(person.grants);
      return { signIn, person, lacksSecondFactor, caller: { id: person.id, kind: "person", name: person.name, access, expiresAt: signIn.endsAt } };
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
