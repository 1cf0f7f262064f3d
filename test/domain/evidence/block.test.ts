import { expect, test } from "@jest/globals";
import { ChainLinks, NO_BLOCK, skippedHeight } from "../../../src/domain/evidence/block.js";

const hashAt = (height: number): Buffer => Buffer.alloc(32, `${height} `);

test("every block names the one below and the one at its height without the lowest bit", () => {
  const links = new ChainLinks();
  for (let height = 0; height < 3000; height++) {
    expect(links.next).toBe(height);
    expect(links.links()).toEqual(height === 0 ? { previous: NO_BLOCK, skip: NO_BLOCK } : { previous: hashAt(height - 1), skip: hashAt(skippedHeight(height)) });
    links.push(hashAt(height));
  }
});

test("any block is a few hundred steps at most below any other", () => {
  const steps = (from: number, to: number): number => {
    let count = 0;
    for (let at = from; at > to; count++) at = skippedHeight(at) >= to ? skippedHeight(at) : at - 1;
    return count;
  };
  for (const [from, to] of [[1_000_000, 1], [2 ** 30, 1], [2 ** 30 - 1, 12_345]] as const) expect(steps(from, to)).toBeLessThan(500);
});
