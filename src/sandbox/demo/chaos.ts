import { setTimeout as pause } from "node:timers/promises";
import type { Supervisor } from "../processes/supervisor.js";

export interface ChaosOptions {
  /** How many kills, spread evenly over the steps. */
  readonly kills: number;
  /** The same seed gives the same victims and moments. */
  readonly seed: number;
  readonly nodes: readonly string[];
  /** Resolves when the node answers. */
  readonly answering: (node: string) => Promise<void>;
}

/** About as long as a step takes, so that every moment of it is hit. */
const LONGEST_PAUSE_MS = 1000;
/** The share of kills that do not wait for the node to be up: they hit it in the middle of its start. */
const AT_START = 0.25;

/** Kills random nodes without warning at random moments of a journey. */
export class Chaos {
  readonly #options: ChaosOptions;
  readonly #supervisor: Supervisor;
  readonly #fraction: () => number;
  #done = 0;

  constructor(options: ChaosOptions, supervisor: Supervisor) {
    this.#options = options;
    this.#supervisor = supervisor;
    this.#fraction = mulberry32(options.seed);
  }

  get isOn(): boolean {
    return this.#options.kills > 0;
  }

  get kills(): number {
    return this.#done;
  }

  /** The kills of one of `steps` steps; resolves after the last of them. */
  async during(step: number, steps: number): Promise<void> {
    const until = Math.ceil((this.#options.kills * (step + 1)) / steps);
    while (this.#done < until) {
      const victim = this.#options.nodes[Math.floor(this.#fraction() * this.#options.nodes.length)] ?? "";
      if (this.#fraction() >= AT_START) await this.#options.answering(victim);
      await pause(this.#fraction() * LONGEST_PAUSE_MS);
      await this.#supervisor.crash(victim);
      this.#done += 1;
    }
  }
}

/** A small seeded generator of numbers in [0, 1); for repeatable tests, not for secrets. */
const mulberry32 = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};
