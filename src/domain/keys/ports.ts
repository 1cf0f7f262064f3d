/** Keys that encrypt data at rest, one per purpose, sealed. */
export interface DataKeyStore {
  get(purpose: string): Promise<string | undefined>;
  /** Keeps `sealed` unless there is one for this purpose already; gives what is kept. */
  keepFirst(purpose: string, sealed: string, at: Date): Promise<string>;
}
