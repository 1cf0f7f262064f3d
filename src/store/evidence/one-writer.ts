interface Job<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One write at a time; what is asked for meanwhile is written together, up to `most` items. When that fails, each goes alone, so that
 * nobody suffers from the item of another.
 */
export const oneWriter = <T>(write: (items: readonly T[]) => Promise<void>, most = 200): ((items: readonly T[]) => Promise<void>) => {
  const waiting: Job<T>[] = [];
  let running = false;
  const drive = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await settle(write, waiting.splice(0, jobsWithin(waiting, most)));
    running = false;
  };
  return (items) => new Promise((resolve, reject) => {
    waiting.push({ items, resolve, reject });
    if (!running) void drive();
  });
};

/** How many of the first jobs go together; at least one. */
const jobsWithin = (jobs: readonly Job<unknown>[], most: number): number => {
  let items = 0;
  const end = jobs.findIndex((job) => (items += job.items.length) > most);
  return end === -1 ? jobs.length : Math.max(1, end);
};

const settle = async <T>(write: (items: readonly T[]) => Promise<void>, jobs: readonly Job<T>[]): Promise<void> => {
  try {
    await write(jobs.flatMap(({ items }) => items));
    jobs.forEach(({ resolve }) => resolve());
  } catch (error) {
    if (jobs.length === 1) jobs[0]?.reject(error);
    else for (const job of jobs) await settle(write, [job]);
  }
};
