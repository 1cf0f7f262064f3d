import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { digestHeader, sha256 } from "../../security/digest.js";

const compress = promisify(gzip);

/** Bytes of a body. What is worked out from them is worked out once, however often they are sent; nobody may change them. */
export class Payload {
  #sha256: Buffer | undefined;
  #digest: string | undefined;
  #gzipped: Promise<Payload> | undefined;

  constructor(readonly bytes: Uint8Array) {}

  get sha256(): Buffer {
    return (this.#sha256 ??= sha256(this.bytes));
  }

  /** Value of the `Digest` header. */
  get digest(): string {
    return (this.#digest ??= digestHeader(this.sha256));
  }

  gzipped(): Promise<Payload> {
    return (this.#gzipped ??= compress(this.bytes).then((bytes) => new Payload(bytes)));
  }
}

export const NO_PAYLOAD = new Payload(new Uint8Array());
