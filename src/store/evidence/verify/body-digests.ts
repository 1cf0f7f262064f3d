import { hash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { EvidenceSeal } from "../../../domain/evidence/ports.js";
import type { Tables } from "../../sql/tables.js";
import { bodyName } from "../sealed-row.js";

const BODIES_AT_ONCE = 50;
const MOST_KNOWN = 50_000;

/** Opens bodies and tells their SHA-256; each is opened once however many exchanges share it. */
export class BodyDigests {
  readonly #digests = new Map<string, string | undefined>();

  constructor(private readonly db: Kysely<Tables>, private readonly seal: EvidenceSeal) {}

  /** Looks at those of `addresses` that are not known yet. */
  async load(addresses: readonly Buffer[]): Promise<void> {
    if (this.#digests.size > MOST_KNOWN) this.#digests.clear();
    const wanted = [...new Map(addresses.map((address) => [bodyName(address), address])).entries()].filter(([name]) => !this.#digests.has(name));
    for (let at = 0; at < wanted.length; at += BODIES_AT_ONCE) await this.#open(wanted.slice(at, at + BODIES_AT_ONCE));
  }

  /** Hex; undefined when the body is absent, does not open, or stands at a wrong address. */
  digestAt(address: Buffer): string | undefined {
    return this.#digests.get(bodyName(address));
  }

  async #open(wanted: readonly (readonly [string, Buffer])[]): Promise<void> {
    for (const [name] of wanted) this.#digests.set(name, undefined);
    const rows = await this.db.selectFrom("sealed_bodies").selectAll().where(sql<boolean>`address = any(${wanted.map(([, address]) => address)}::bytea[])`).execute();
    for (const { address, sealed } of rows) this.#digests.set(bodyName(address), this.#digestOf(address, sealed));
  }

  #digestOf(address: Buffer, sealed: Buffer): string | undefined {
    try {
      const digest = hash("sha256", this.seal.open(sealed, bodyName(address)), "buffer");
      return this.seal.addressOf(digest).equals(address) ? digest.toString("hex") : undefined;
    } catch {
      return undefined;
    }
  }
}
