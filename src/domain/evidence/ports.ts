/** What keeps evidence secret at rest and what makes its chain ours; made of one data key. */
export interface EvidenceSeal {
  /** AES-256-GCM under a random IV, bound to a name: moved elsewhere it does not open. */
  seal(bytes: Uint8Array | string, name: string): Buffer;
  /** Throws when the bytes were changed, or were sealed under another name or key. */
  open(sealed: Uint8Array, name: string): Buffer;
  /** The address of a body in the database: keyed, so that nobody can look whether a known document is there. */
  addressOf(sha256: Uint8Array): Buffer;
  /** 32 bytes over `bytes` that nobody makes without the key. */
  mac(bytes: Uint8Array | string): Buffer;
}
