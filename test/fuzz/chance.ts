/** Chance that can be repeated: everything about a case follows from the seed of the run and the number of the case. */
export interface Chance {
  /** A whole number from 0 up to, not including, `below`. */
  upTo(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in this share of cases. */
  often(share: number): boolean;
}

export const chanceOf = (seed: number, number: number): Chance => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) | 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (below: number): number => Math.floor(fraction() * below);
  return {
    upTo,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("there is nothing to pick from");
      return list[upTo(list.length)] as (typeof list)[number];
    },
    often: (share) => fraction() < share,
  };
};

/** A list without the place `at`, or with other things there. */
export const replacedAt = <T>(list: readonly T[], at: number, ...by: readonly T[]): T[] => [...list.slice(0, at), ...by, ...list.slice(at + 1)];

/** Some bits of some bytes turned over. */
export const bitsTurned = (bytes: Uint8Array, chance: Chance): Buffer => {
  const turned = Buffer.from(bytes);
  if (turned.length === 0) return Buffer.from([chance.upTo(256)]);
  for (let times = 1 + chance.upTo(4); times > 0; times -= 1) {
    const at = chance.upTo(turned.length);
    turned[at] = (turned[at] ?? 0) ^ (1 << chance.upTo(8));
  }
  return turned;
};

/** A piece of the bytes left out, doubled, or cut off. */
export const pieceMoved = (bytes: Uint8Array, chance: Chance): Buffer => {
  const from = chance.upTo(bytes.length + 1);
  const to = from + chance.upTo(Math.min(200, bytes.length - from) + 1);
  const whole = Buffer.from(bytes);
  return chance.pick([
    () => Buffer.concat([whole.subarray(0, from), whole.subarray(to)]),
    () => Buffer.concat([whole.subarray(0, to), whole.subarray(from)]),
    () => whole.subarray(0, from),
  ])();
};
