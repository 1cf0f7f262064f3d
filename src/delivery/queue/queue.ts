import type { Delivery } from "../../outbox/model.js";

/** Works on one leased row to its end; never rejects. */
export type Work = (delivery: Delivery) => Promise<void>;

/**
 * Spreads leased rows over workers. The outbox row is the truth and a queue is only a timer: whatever a queue loses is claimed
 * again when its lease ends, and whatever it does twice is refused by the lease. Retries are rows too, never the queue's.
 */
export interface Queue {
  /** Begins to work; `onRoom` is called when there is room again. */
  start(work: Work, onRoom: () => void): Promise<void>;
  /** How many more rows it takes now. Rejects when rows cannot be handed over at the moment: then none may be leased. */
  room(): Promise<number>;
  /** Takes leased rows over. Rejects when they were not or perhaps not taken. */
  offer(deliveries: readonly Delivery[]): Promise<void>;
  /** Ends what is being worked on, begins nothing more, and resolves with the rows that were taken and not begun here. */
  stop(): Promise<readonly Delivery[]>;
}
