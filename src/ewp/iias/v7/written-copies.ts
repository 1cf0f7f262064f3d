import type { Agreement } from "../../../domain/agreements/model.js";
import { writeDocument } from "../../../xml/write.js";
import { getResponse } from "./documents.js";
import { toWireIia } from "./mapping.js";

/**
 * The `get` answer for a single agreement, written once per version: what a version looks like on the wire never changes
 * (ARCHITECTURE 9). Holds up to `capacity` documents, the least recently asked leave first.
 */
export class WrittenCopies {
  readonly #documents = new Map<string, Buffer>();

  constructor(private readonly capacity = 5_000) {}

  of({ id, heiId, mine }: Agreement): Buffer {
    const key = `${heiId} ${id} ${mine.version}`;
    const document = this.#documents.get(key) ?? Buffer.from(writeDocument(getResponse, { iias: [toWireIia(mine.copy, mine.hash)] }), "utf8");
    this.#documents.delete(key);
    this.#documents.set(key, document);
    if (this.#documents.size > this.capacity) this.#documents.delete(this.#documents.keys().next().value ?? key);
    return document;
  }
}
