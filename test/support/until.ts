import { setTimeout as pause } from "node:timers/promises";

/** Resolves when `condition` holds; fails with `what` after two minutes: machines that run tests are busy. */
export const until = async (what: string, condition: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 120_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(10);
  }
};
