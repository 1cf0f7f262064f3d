interface Waiting<K, V> {
  readonly key: K;
  readonly resolve: (value: V) => void;
  readonly reject: (error: unknown) => void;
}

type AskAll<K, V> = (keys: readonly K[]) => Promise<readonly V[]>;

interface Batches {
  /** Batches that may be under way at once: with two, one that is stuck does not hold up everybody. */
  readonly lanes?: number;
  /** Keys in one batch. */
  readonly most?: number;
}

/**
 * Turns a question about many keys into one about a single key: what is asked while the database is busy goes there together, and
 * what is asked while it is idle goes at once. A question never joins a batch that has left, so it sees whatever was committed
 * before it was asked. `askAll` gives a value per key, in the order of the keys.
 */
export const batched = <K, V>(askAll: AskAll<K, V>, { lanes: allowed = 2, most = 256 }: Batches = {}): ((key: K) => Promise<V>) => {
  const waiting: Waiting<K, V>[] = [];
  let lanes = 0;
  const drive = async (): Promise<void> => {
    while (waiting.length > 0) await settle(askAll, waiting.splice(0, most));
    lanes -= 1;
  };
  return (key) => new Promise((resolve, reject) => {
    waiting.push({ key, resolve, reject });
    if (lanes >= allowed) return;
    lanes += 1;
    // After the poll for input: requests that arrived together are asked together.
    setImmediate(() => void drive());
  });
};

const settle = async <K, V>(askAll: AskAll<K, V>, batch: readonly Waiting<K, V>[]): Promise<void> => {
  try {
    const values = await askAll(batch.map(({ key }) => key));
    batch.forEach(({ resolve }, at) => resolve(values[at] as V));
  } catch (error) {
    batch.forEach(({ reject }) => reject(error));
  }
};
