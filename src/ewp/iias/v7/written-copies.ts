import type { Agreement } from "../../../domain/agreements/model.js";
import { writeDocument } from "../../../xml/write.js";
import { RawAnswer } from "../../runtime/serve.js";
import { getResponse } from "./documents.js";
import { toWireIia } from "./mapping.js";

/** A usual document has 8 KB, so this is some thousand agreements. */
const BYTES = 32 * 2 ** 20;

/**
 * The `get` answer for a single agreement, written once per revision: what a revision looks like on the wire never changes
 * (ARCHITECTURE 9). Holds documents of up to `capacity` bytes together, the least recently asked leave first; what is kept with a
 * document (its digest, its compressed form) adds about a quarter.
 */
export class WrittenCopies {
  readonly #answers = new Map<string, RawAnswer>();
  #bytes = 0;

  constructor(private readonly capacity = BYTES) {}

  of(agreement: Agreement): RawAnswer {
    const { mine } = agreement;
    return this.find(agreement) ?? this.#keep(keyOf(agreement), new RawAnswer({ bytes: Buffer.from(writeDocument(getResponse, { iias: [toWireIia(mine.copy, mine.hash)] })) }));
  }

  /** The answer with that revision, if it is still here. */
  find(agreement: Pick<Agreement, "heiId" | "id" | "revision">): RawAnswer | undefined {
    const key = keyOf(agreement);
    const answer = this.#answers.get(key);
    if (!answer) return undefined;
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  #keep(key: string, answer: RawAnswer): RawAnswer {
    this.#answers.set(key, answer);
    this.#bytes += answer.body.bytes.length;
    for (const [oldest, { body }] of this.#answers) {
      if (this.#bytes <= this.capacity) break;
      this.#answers.delete(oldest);
      this.#bytes -= body.bytes.length;
    }
    return answer;
  }
}

const keyOf = ({ heiId, id, revision }: Pick<Agreement, "heiId" | "id" | "revision">): string => `${heiId} ${id} ${revision}`;
