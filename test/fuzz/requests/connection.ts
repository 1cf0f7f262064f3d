/** A connection that sends any bytes and reads the answers to them. */
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  readonly status: number;
  /** By lower-case name; repeated ones joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Long enough for anything that ends at all. */
const PATIENCE_MS = 60_000;
const END_OF_HEAD = Buffer.from("\r\n\r\n");

/** The first whole answer in the bytes and what comes after it; undefined while it is incomplete. Throws when it is none. */
const firstAnswer = (bytes: Buffer, bodiless: boolean): { readonly answer: RawAnswer; readonly rest: Buffer } | undefined => {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})(?: |$)/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`no answer of HTTP/1.1: ${statusLine.slice(0, 100)}`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:\s]+): ?(.*)$/.exec(line) ?? [];
    if (name === "") throw new Error(`no header: ${line.slice(0, 100)}`);
    headers[name.toLowerCase()] = headers[name.toLowerCase()] === undefined ? value : `${headers[name.toLowerCase()]}, ${value}`;
  }
  const from = end + END_OF_HEAD.length;
  if (status === 100) return firstAnswer(bytes.subarray(from), bodiless);
  const length = bodiless ? 0 : Number(headers["content-length"]);
  if (Number.isNaN(length)) throw new Error(`an answer without a length: ${statusLine}`);
  if (bytes.length < from + length) return undefined;
  return { answer: { status, headers, body: bytes.subarray(from, from + length) }, rest: bytes.subarray(from + length) };
};

interface Waiting {
  readonly resolve: (answers: readonly RawAnswer[]) => void;
  readonly reject: (error: Error) => void;
  readonly bodiless: boolean;
  /** All answers until the end of the connection are wanted. */
  readonly toTheEnd: boolean;
}

/** Kept alive while requests are proper, opened anew after others. One exchange at a time. */
export class RawConnection {
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  constructor(private readonly port: number) {}

  /** The answer to a proper request; undefined when the connection ended instead. */
  async ask(bytes: Buffer, bodiless: boolean): Promise<RawAnswer | undefined> {
    return (await this.#exchange(bytes, { bodiless, toTheEnd: false }))[0];
  }

  /** Whatever is answered to bytes that are the last ones of their connection. */
  async askAndEnd(bytes: Buffer): Promise<readonly RawAnswer[]> {
    this.close();
    return this.#exchange(bytes, { bodiless: false, toTheEnd: true });
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#received = Buffer.alloc(0);
  }

  #exchange(bytes: Buffer, how: Pick<Waiting, "bodiless" | "toTheEnd">): Promise<readonly RawAnswer[]> {
    const socket = (this.#socket ??= this.#open());
    return new Promise<readonly RawAnswer[]>((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(new Error(`no answer within ${PATIENCE_MS} ms to ${bytes.subarray(0, 300).toString("latin1")}`)), PATIENCE_MS);
      const settled = <T>(then: (value: T) => void) => (value: T) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        then(value);
      };
      this.#waiting = { resolve: settled(resolve), reject: settled(reject), ...how };
      if (how.toTheEnd) socket.end(bytes);
      else socket.write(bytes);
    });
  }

  #open(): Socket {
    const socket = connect({ port: this.port, host: "127.0.0.1", allowHalfOpen: true }).setNoDelay(true);
    socket.on("data", (piece: Buffer) => {
      this.#received = this.#received.length === 0 ? piece : Buffer.concat([this.#received, piece]);
      if (!this.#waiting?.toTheEnd) this.#take();
    });
    socket.on("error", () => undefined);
    socket.on("end", () => socket.end());
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#end();
    });
    return socket;
  }

  #take(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    try {
      const found = firstAnswer(this.#received, waiting.bodiless);
      if (!found) return;
      this.#received = Buffer.from(found.rest);
      if (/\bclose\b/i.test(found.answer.headers["connection"] ?? "")) this.close();
      waiting.resolve([found.answer]);
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #end(): void {
    const waiting = this.#waiting;
    let bytes = this.#received;
    this.#received = Buffer.alloc(0);
    if (!waiting) return;
    const answers: RawAnswer[] = [];
    try {
      for (let found = firstAnswer(bytes, waiting.bodiless); found; found = firstAnswer(bytes, waiting.bodiless)) {
        answers.push(found.answer);
        bytes = found.rest;
      }
      waiting.resolve(answers);
    } catch (error) {
      waiting.reject(error as Error);
    }
  }

  #fail(error: Error): void {
    const waiting = this.#waiting;
    this.close();
    waiting?.reject(error);
  }
}
