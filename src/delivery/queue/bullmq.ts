import { Queue as BullQueue, Worker, type Job } from "bullmq";
import { Redis } from "ioredis";
import type { Logger } from "../../kernel/ports.js";
import type { Delivery } from "../../outbox/model.js";
import type { Queue, Work } from "./queue.js";

export interface BullmqOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  /** First part of every key. Nodes that share a Redis need different ones, nodes that share a database the same. */
  readonly prefix: string;
  /** Rows at a time in this process. */
  readonly concurrency: number;
  readonly logger: Logger;
  /** How soon the rows of a worker that died go to another. */
  readonly stalledMs?: number;
}

const QUEUE = "deliveries";

/** Jobs that wait in Redis, per place of a worker: more would only let their leases run out there. */
const WAITING_PER_PLACE = 4;

/** Answers of Redis that take longer count as no answer. */
const COMMAND_MS = 5_000;

/** How long stopping waits for a Redis that does not answer. */
const CLOSE_MS = 5_000;

/** A worker looks again after a second, not five: it is back soon after Redis is, and holds a process that ends no longer. */
const SOON = { runRetryDelay: 1_000, drainDelay: 1 };

/** A row as a job carries it: JSON, with the moments as text. */
type DeliveryJob = Job<Delivery & { readonly dueAt: string; readonly createdAt: string }>;

const toDelivery = ({ data }: DeliveryJob): Delivery => ({ ...data, dueAt: new Date(data.dueAt), createdAt: new Date(data.createdAt) });

/** One job per lease: the same lease twice is one job, and a job of an older lease finds itself out of date. */
const jobOf = (delivery: Delivery) => ({
  name: delivery.kind,
  data: delivery,
  opts: { jobId: `ob-${delivery.id}-${delivery.dueAt.getTime()}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
});

/** Spreads rows over all processes that share a Redis, through BullMQ. Redis may be emptied, restarted or away at any time. */
export const bullmqQueue = (options: BullmqOptions): Queue => {
  const { url, prefix, concurrency, logger } = options;
  const complain = complaining(logger);
  // Commands fail at once while Redis is away: the relay has to know before it leases rows.
  const producer = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_MS, disconnectTimeout: 500 });
  // A worker's commands wait for Redis to come back.
  const consumer = new Redis(url, { maxRetriesPerRequest: null, disconnectTimeout: 500 });
  for (const connection of [producer, consumer]) connection.on("error", complain);
  producer.on("ready", () => complain.over());
  const queue = new BullQueue<Delivery>(QUEUE, { connection: producer, prefix, skipMetasUpdate: true }).on("error", complain);
  const active = new Set<Promise<void>>();
  let worker: Worker | undefined;

  // A process that starts asks for room before there is a connection: that is no trouble yet.
  const triedOnce = within(COMMAND_MS, new Promise((resolve) => producer.once("ready", resolve).once("error", resolve).once("end", resolve)));
  const assertReady = async (): Promise<void> => {
    await triedOnce;
    if (producer.status !== "ready") throw new Error(`Redis is not connected (${producer.status})`);
  };
  return {
    start: async (work, onRoom) => {
      worker = workerOf(options, consumer, tracked(work, active)).on("error", complain).on("drained", onRoom).on("completed", onRoom);
    },
    room: async () => {
      await assertReady();
      return WAITING_PER_PLACE * concurrency - (await queue.getWaitingCount());
    },
    offer: async (deliveries) => {
      await assertReady();
      await queue.addBulk(deliveries.map(jobOf));
    },
    // Jobs that wait in Redis are for the other processes, or their leases end.
    stop: async () => {
      await worker?.pause(true);
      await Promise.all(active);
      // A Redis that is away is not told.
      await within(CLOSE_MS, Promise.allSettled([worker?.close(producer.status !== "ready"), queue.close()]));
      for (const connection of [producer, consumer]) connection.disconnect();
      return [];
    },
  };
};

const workerOf = ({ prefix, concurrency, stalledMs }: BullmqOptions, connection: Redis, work: Work): Worker =>
  new Worker(QUEUE, (job: DeliveryJob) => work(toDelivery(job)), {
    connection, prefix, concurrency, ...SOON, ...(stalledMs !== undefined && { stalledInterval: stalledMs, lockDuration: stalledMs }),
  });

/** Remembers what is being worked on here. */
const tracked = (work: Work, active: Set<Promise<void>>): Work => (delivery) => {
  const done: Promise<void> = work(delivery).finally(() => active.delete(done));
  active.add(done);
  return done;
};

/** Waits no longer than that: Redis may be away. */
const within = async (ms: number, end: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([end, new Promise((resolve) => { timer = setTimeout(resolve, ms); })]);
  clearTimeout(timer);
};

/** One line per trouble: a Redis that is away for an hour fails thousands of times. */
const complaining = (logger: Logger) => {
  let complained = false;
  const complain = (error: Error): void => {
    if (!complained) logger.warn("the connection to Redis has trouble", { error: error.message });
    complained = true;
  };
  return Object.assign(complain, { over: () => { complained = false; } });
};
