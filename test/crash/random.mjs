/** A small seeded generator: the same seed gives the same rounds. */
export const createRandom = (seed) => {
  const fraction = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit) => Math.floor(fraction() * limit);
  return {
    fraction, below,
    between: (least, most) => least + fraction() * (most - least),
    oneOf: (list) => list[below(list.length)],
    shuffled: (list) => list.map((one) => [fraction(), one]).sort(([a], [b]) => a - b).map(([, one]) => one),
  };
};
