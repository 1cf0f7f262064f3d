import type { EvidenceSeal } from "../../domain/evidence/ports.js";

/** Bodies that this process has seen in the database need neither be sealed nor travel again. Holds the newest `capacity`. */
export class KnownBodies {
  readonly #addresses = new Map<string, { readonly address: Buffer; stored: boolean }>();

  constructor(private readonly seal: EvidenceSeal, private readonly capacity = 10_000) {}

  readonly addressOf = (digest: string): Buffer => {
    const known = this.#addresses.get(digest);
    if (known) return known.address;
    const address = this.seal.addressOf(Buffer.from(digest, "hex"));
    this.#addresses.set(digest, { address, stored: false });
    if (this.#addresses.size > this.capacity) this.#addresses.delete(this.#addresses.keys().next().value ?? digest);
    return address;
  };

  isStored(digest: string): boolean {
    return this.#addresses.get(digest)?.stored ?? false;
  }

  stored(digests: Iterable<string>): void {
    for (const digest of digests) {
      const known = this.#addresses.get(digest);
      if (known) known.stored = true;
    }
  }

  /** Retention may have removed some. */
  forget(): void {
    this.#addresses.clear();
  }
}
