import type { Writable } from "node:stream";

/** Tells a person what is going on, a line per step. */
export interface Progress {
  /** Runs a step; its line says how long it took, and what `detail` makes of the result. */
  step<T>(title: string, run: () => Promise<T>, detail?: (result: T) => string): Promise<T>;
  note(line: string): void;
}

interface Terminal extends Writable {
  readonly isTTY?: boolean;
}

/** A tick and the seconds per step; on a terminal the running step is shown while it runs. */
export const progressOn = (to: Terminal): Progress => ({
  async step(title, run, detail) {
    const begun = performance.now();
    if (to.isTTY) to.write(`… ${title}`);
    const line = (mark: string, text: string): void => void to.write(`${to.isTTY ? "\r\u001b[2K" : ""}${mark} ${text} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
    try {
      const result = await run();
      line("✓", detail ? `${title}: ${detail(result)}` : title);
      return result;
    } catch (error) {
      line("✗", title);
      throw error;
    }
  },
  note(line) {
    to.write(`${line}\n`);
  },
});
