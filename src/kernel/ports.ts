/** What the process gives us. Passed to constructors, never imported, never global (ARCHITECTURE 8). */

export interface Clock {
  /** The present moment. */
  now(): Date;
}

export interface Ids {
  /** A fresh canonical lower-case UUID v4, unpredictable. */
  uuid(): string;
}

export interface Random {
  /** A number in [0, 1), for jitter only; never for secrets. */
  fraction(): number;
}

/** Facts that may be logged. Never bodies, tokens, keys or personal data. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined | null>>;

export interface Logger {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts & { readonly error?: string | undefined }): void;
}
