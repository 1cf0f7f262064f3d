import type { Agreement } from "../../../domain/agreements/model.js";
import { writeDocument } from "../../../xml/write.js";
import { getResponse } from "./documents.js";
import { toWireIia } from "./mapping.js";

/**
 * The `get` answer for a single agreement, written once per revision: what a revision looks like on the wire never changes
 * (ARCHITECTURE 9). Holds up to `capacity` documents, the least recently asked leave first.
 */
export class WrittenCopies {
  readonly #documents = new Map<string, Buffer>();

  constructor(private readonly capacity = 5_000) {}

  of(agreement: Agreement): Buffer {
    const { mine } = agreement;
    return this.find(agreement) ?? this.#keep(keyOf(agreement), Buffer.from(writeDocument(getResponse, { iias: [toWireIia(mine.copy, mine.hash)] }), "utf8"));
  }

  /** The document of that revision, if it is still here. */
  find(agreement: Pick<Agreement, "heiId" | "id" | "revision">): Buffer | undefined {
    const key = keyOf(agreement);
    const document = this.#documents.get(key);
    return document && this.#keep(key, document);
  }

  #keep(key: string, document: Buffer): Buffer {
    this.#documents.delete(key);
    this.#documents.set(key, document);
    if (this.#documents.size > this.capacity) this.#documents.delete(this.#documents.keys().next().value ?? key);
    return document;
  }
}

const keyOf = ({ heiId, id, revision }: Pick<Agreement, "heiId" | "id" | "revision">): string => `${heiId} ${id} ${revision}`;
