import { badRequest, editConflict, EwpError, forbidden } from "../../kernel/errors.js";
import type { Clock } from "../../kernel/ports.js";
import type { Passwords, PeopleStore, Person, SignIn, SignInStore } from "./model.js";

/** A second factor as it is kept. */
export interface SecondFactor {
  readonly sealed: string;
  /** Absent = begun, and not asked for yet. */
  readonly confirmedAt?: Date;
  /** Period of the last code that was taken. */
  readonly lastStep?: number;
  /** Wrong codes since the last right one. */
  readonly wrong: number;
}

export interface SecondFactorStore {
  get(personId: string): Promise<SecondFactor | undefined>;
  /** Keeps a new secret in the place of one that was not confirmed; false when one was. */
  begin(personId: string, sealed: string, at: Date): Promise<boolean>;
  confirm(personId: string, confirmed: { readonly at: Date; readonly step: number; readonly recoveryHashes: readonly string[] }): Promise<void>;
  /** Notes that the code of this period was taken; false when it, or a later one, was taken before. */
  take(personId: string, step: number): Promise<boolean>;
  /** Uses up a recovery code; false when there is none with this hash. */
  takeRecovery(personId: string, hash: string): Promise<boolean>;
  wrong(personId: string): Promise<void>;
  remove(personId: string): Promise<void>;
}

/** How codes are made and checked; provided by security/second-factor.ts. */
export interface SecondFactorCodes {
  make(personId: string): Promise<string>;
  show(personId: string, sealed: string, account: string): Promise<{ readonly secret: string; readonly uri: string }>;
  stepOf(personId: string, sealed: string, given: { readonly code: string; readonly now: Date }): Promise<number | undefined>;
  recoveryCodes(): readonly string[];
  hashRecovery(code: string): string;
}

/** Three codes of a million are right at any time: long before a guess is likely, only a recovery code or an administrator helps. */
const MOST_WRONG = 50;

interface Parts {
  readonly store: SecondFactorStore;
  readonly people: Pick<PeopleStore, "passwordHash">;
  readonly signIns: Pick<SignInStore, "endAll">;
  readonly passwords: Pick<Passwords, "fits">;
  readonly codes: SecondFactorCodes;
  readonly clock: Clock;
}

export type SecondFactors = ReturnType<typeof createSecondFactors>;

/** Second factors of people who sign in by password. */
export const createSecondFactors = ({ store, people, signIns, passwords, codes, clock }: Parts) => {
  const check = async (personId: string, code: string): Promise<boolean> => {
    const known = await store.get(personId);
    if (!known?.confirmedAt) return false;
    const fits = /^\d{6}$/.test(code) ? known.wrong < MOST_WRONG && (await takes(personId, known, code)) : await store.takeRecovery(personId, codes.hashRecovery(code));
    if (!fits) await store.wrong(personId);
    return fits;
  };

  /** No code is taken twice: whoever looks over a shoulder comes too late. */
  const takes = async (personId: string, { sealed }: SecondFactor, code: string): Promise<boolean> => {
    const step = await codes.stepOf(personId, sealed, { code, now: clock.now() });
    return step !== undefined && store.take(personId, step);
  };

  return {
    /** True once for each right code; 50 wrong ones in a row leave only recovery codes. */
    check,

    /** Begins: the secret is shown this once. Throws 403 when the password is wrong, 409 when there is a second factor. */
    begin: async (person: Person, password: string): Promise<{ readonly secret: string; readonly uri: string }> => {
      if (!(await passwords.fits(await people.passwordHash(person.id), password))) throw forbidden("The password is wrong, or the account has none and is protected by the institution's provider.", { code: "wrong-password" });
      const sealed = await codes.make(person.id);
      if (!(await store.begin(person.id, sealed, clock.now()))) throw editConflict("There is a second factor already; remove it first.", "Remove the present second factor before you set up another.", { code: "second-factor-on" });
      return codes.show(person.id, sealed, person.email);
    },

    /** Confirms with a first code; gives the recovery codes, once. All other sign-ins end. Throws 400 for a wrong code, 409 when nothing was begun. */
    confirm: async ({ person, signIn }: { readonly person: Person; readonly signIn: SignIn }, code: string): Promise<readonly string[]> => {
      const begun = await store.get(person.id);
      if (!begun || begun.confirmedAt) throw editConflict("No second factor waits to be confirmed.", "Begin to set up the second factor first.", { code: "second-factor-not-begun" });
      const step = await codes.stepOf(person.id, begun.sealed, { code, now: clock.now() });
      if (step === undefined) throw wrongCode();
      const recovery = codes.recoveryCodes();
      await store.confirm(person.id, { at: clock.now(), step, recoveryHashes: recovery.map(codes.hashRecovery) });
      await signIns.endAll(person.id, clock.now(), signIn.id);
      return recovery;
    },

    /** Removes one's own. Throws 400 for a wrong code. */
    remove: async (person: Person, code: string): Promise<void> => {
      if (!(await check(person.id, code))) throw wrongCode();
      await store.remove(person.id);
    },

    /** Removes somebody's, who lost it; all sign-ins end. */
    reset: async (personId: string): Promise<void> => {
      await store.remove(personId);
      await signIns.endAll(personId, clock.now());
    },
  };
};

const wrongCode = (): EwpError => badRequest("The code is wrong, was used before, or is of another time.", { code: "wrong-code", details: [{ field: "code", problem: "is wrong, was used before, or is of another time" }] });
