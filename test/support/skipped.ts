/** Says in one line that something was left out, and how to run it. Not by the console, which jest adorns with where it was called. */
export const skipped = (what: string): void => {
  process.stderr.write(`SKIPPED ${what}\n`);
};
