/** The life of keys: pure functions from all keys of an institution, oldest first, to all keys afterwards. Equal objects = unchanged. */
import { KEY_PURPOSES, type HostKey, type KeyPolicy, type KeyPurpose, type KeyState, type Sighting, stateOf } from "./model.js";

type Keys = readonly HostKey[];

export interface Advance {
  readonly now: Date;
  readonly isSeen: Sighting;
  readonly policy: KeyPolicy;
}

/** The oldest key of a purpose in a state. */
export const keyIn = (keys: Keys, purpose: KeyPurpose, state: KeyState): HostKey | undefined =>
  keys.find((key) => key.purpose === purpose && stateOf(key) === state);

/**
 * Whatever is due: a purpose without a key in use takes the oldest announced one at once; an announced key signs once the catalogue has
 * shown it for the grace period, and its predecessor retires; a retiring one is withdrawn after the overlap, provided that the catalogue
 * shows the one that signs. Doing it again changes nothing.
 */
export const advance = (keys: Keys, { now, isSeen, policy }: Advance): Keys =>
  KEY_PURPOSES.reduce((all, purpose) => replaceUsed(all, purpose, { now, isSeen, policy }), keys)
    .map((key, _, all) => (isOver(key, all, { now, isSeen, policy }) ? withdrawn(key, now) : key));

const replaceUsed = (keys: Keys, purpose: KeyPurpose, { now, isSeen, policy }: Advance): Keys => {
  const looked = keys.map((key) => (key.purpose === purpose ? sighted(key, now, isSeen(key)) : key));
  const next = keyIn(looked, purpose, "announced");
  const used = keyIn(looked, purpose, "in-use");
  if (!next || (used && !isReady(next, now, policy))) return looked;
  return looked.map((key) => (key === next ? { ...key, usedAt: now } : key === used ? { ...key, retiredAt: now } : key));
};

/** Without a catalogue nothing is learnt; a key that vanished from it has to wait anew. */
const sighted = (key: HostKey, now: Date, seen: boolean | undefined): HostKey => {
  if (stateOf(key) !== "announced" || seen === undefined || seen === (key.seenAt !== undefined)) return key;
  const { seenAt, ...unseen } = key;
  return seenAt ? unseen : { ...key, seenAt: now };
};

const isReady = ({ seenAt }: HostKey, now: Date, { graceMs }: KeyPolicy): boolean => seenAt !== undefined && now.getTime() - seenAt.getTime() >= graceMs;

const isOver = (key: HostKey, keys: Keys, { now, isSeen, policy }: Advance): boolean => {
  const used = keyIn(keys, key.purpose, "in-use");
  return stateOf(key) === "retiring" && key.retiredAt !== undefined && now.getTime() - key.retiredAt.getTime() >= policy.overlapMs && used !== undefined && isSeen(used) === true;
};

const withdrawn = ({ sealed: _, ...key }: HostKey, at: Date, compromised = false): HostKey => ({ ...key, withdrawnAt: at, ...(compromised && { compromised }) });

export interface Withdrawal {
  readonly fingerprint: string;
  readonly now: Date;
  readonly compromised: boolean;
  /** Made for this purpose, in case the withdrawn key signs and no other is announced. */
  readonly substitute: HostKey | undefined;
}

/** Takes a key out of the manifest. If it signed, the announced one signs from now on, else the substitute. */
export const withdraw = (keys: Keys, { fingerprint, now, compromised, substitute }: Withdrawal): Keys => {
  const left = keys.map((key) => (key.fingerprint === fingerprint ? withdrawn(key, now, compromised) : key));
  const purpose = keys.find((key) => key.fingerprint === fingerprint)?.purpose;
  if (purpose === undefined || keyIn(left, purpose, "in-use")) return left;
  const next = keyIn(left, purpose, "announced") ?? substitute;
  if (!next) return left;
  return [...left.filter((key) => key !== next), { ...next, usedAt: now }];
};

/** What happens to a key by itself, and when; `at` is absent while the catalogue has to show something first. */
export interface NextStep {
  readonly state: KeyState;
  readonly at?: Date;
}

export const nextStep = (key: HostKey, keys: Keys, policy: KeyPolicy): NextStep | undefined => {
  const state = stateOf(key);
  if (state === "announced") return { state: "in-use", ...after(key.seenAt, policy.graceMs) };
  if (state === "retiring") return { state: "withdrawn", ...after(key.retiredAt, policy.overlapMs) };
  const successor = state === "in-use" ? keyIn(keys, key.purpose, "announced") : undefined;
  return successor && { state: "retiring", ...after(successor.seenAt, policy.graceMs) };
};

const after = (from: Date | undefined, ms: number): { readonly at?: Date } => (from ? { at: new Date(from.getTime() + ms) } : {});
