/** A value that is made when it is first asked for; a failed attempt is forgotten, so that the next question tries again. */
export interface Lazy<T> {
  get(): Promise<T>;
  /** The value if it was asked for and could be made; makes nothing. */
  made(): Promise<T | undefined>;
}

/** For what is costly and not needed by every process, such as a module with its parts: it then costs nothing at the start. */
export const lazily = <T>(make: () => Promise<T>): Lazy<T> => {
  let making: Promise<T> | undefined;
  return {
    get: () => (making ??= make().catch((error: unknown) => {
      making = undefined;
      throw error;
    })),
    made: async () => making?.catch(() => undefined),
  };
};
