import { Worker } from "node:worker_threads";
import type { Printer, Printout } from "../../domain/printouts/model.js";
import { unavailable } from "../../kernel/errors.js";
import type { Answer } from "./thread.js";

export interface PrinterLimits {
  /** Printouts that may wait, the one at work included. */
  readonly waiting: number;
  /** For one printout, the start of the thread included. */
  readonly seconds: number;
  readonly megabytes: number;
  /** The thread ends after so long without work: its memory goes back. */
  readonly idleSeconds: number;
}

const LIMITS: PrinterLimits = { waiting: 100, seconds: 20, megabytes: 256, idleSeconds: 60 };

/**
 * Sets printouts in a thread of their own, one after the other: requests go on being answered meanwhile. The thread starts with the first
 * and keeps no process alive; it gets no environment, so no secrets. `entry` is the compiled printer/thread.js: node cannot run
 * TypeScript, so the composition root says where it is.
 */
export const printInThread = (entry: URL, limits: Partial<PrinterLimits> = {}): Printer => new ThreadPrinter(entry, { ...LIMITS, ...limits });

/** The printout at work. */
interface Job {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

class ThreadPrinter implements Printer {
  readonly #entry: URL;
  readonly #limits: PrinterLimits;
  #thread: Worker | undefined;
  #job: Job | undefined;
  #idle: NodeJS.Timeout | undefined;
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(entry: URL, limits: PrinterLimits) {
    this.#entry = entry;
    this.#limits = limits;
  }

  async print(printout: Printout): Promise<Uint8Array> {
    if (this.#waiting >= this.#limits.waiting) throw unavailable(`${this.#waiting} PDFs are being made already; ask again in a moment.`, { code: "too-many-pdfs", headers: { "Retry-After": "10" } });
    this.#waiting += 1;
    const made = this.#turn.then(() => this.#set(printout)).finally(() => (this.#waiting -= 1));
    this.#turn = made.catch(() => undefined);
    return made;
  }

  #set(printout: Printout): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const thread = this.#started();
      this.#job = { resolve, reject, timer: setTimeout(() => this.#fail(this.#tooCostly()), this.#limits.seconds * 1000) };
      thread.ref();
      thread.postMessage(printout);
    });
  }

  #started(): Worker {
    clearTimeout(this.#idle);
    if (this.#thread) return this.#thread;
    const thread = new Worker(this.#entry, { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes } });
    // One that was ended may still be heard of.
    const ifPresent = <T>(act: (value: T) => void) => (value: T): void => (this.#thread === thread ? act(value) : undefined);
    thread.on("message", ifPresent((answer: Answer) => this.#answered(answer)));
    thread.on("error", ifPresent((error: NodeJS.ErrnoException) => this.#fail(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? this.#tooCostly() : new Error("The thread that makes PDFs failed.", { cause: error }))));
    return (this.#thread = thread);
  }

  #answered(answer: Answer): void {
    const job = this.#finished();
    // Waits for more, without keeping the process from ending.
    this.#thread?.unref();
    this.#idle = setTimeout(() => this.#end(), this.#limits.idleSeconds * 1000).unref();
    if ("bytes" in answer) job?.resolve(answer.bytes);
    else job?.reject(new Error(`The PDF could not be made: ${answer.failed}`));
  }

  /** Ends the thread, and what it was at; the next printout starts another. */
  #fail(error: Error): void {
    this.#end();
    this.#finished()?.reject(error);
  }

  #end(): void {
    void this.#thread?.terminate();
    this.#thread = undefined;
  }

  #finished(): Job | undefined {
    const job = this.#job;
    clearTimeout(job?.timer);
    this.#job = undefined;
    return job;
  }

  #tooCostly(): Error {
    return unavailable(`This PDF takes more than ${this.#limits.seconds} seconds or ${this.#limits.megabytes} MB of memory to make; it was given up.`, { code: "pdf-too-costly" });
  }
}
