import type { Delivery } from "../../outbox/model.js";
import type { Queue, Work } from "./queue.js";

/** Rows that stand ready, per place: a claim asks about every partner, so it should bring many rows. */
const READY_PER_PLACE = 4;

/** A queue in the memory of this process: `concurrency` rows at a time, and some times as many ready to follow. */
export const inProcessQueue = ({ concurrency }: { readonly concurrency: number }): Queue => {
  const ready: Delivery[] = [];
  const active = new Set<Promise<void>>();
  let work: Work | undefined;
  let onRoom: () => void = () => undefined;

  const begin = (): void => {
    while (work && active.size < concurrency) {
      const delivery = ready.shift();
      if (!delivery) return;
      const done: Promise<void> = work(delivery).finally(() => {
        active.delete(done);
        begin();
        if (ready.length <= concurrency) onRoom();
      });
      active.add(done);
    }
  };

  return {
    start: async (doWork, whenRoom) => {
      [work, onRoom] = [doWork, whenRoom];
      begin();
    },
    room: async () => (work ? (1 + READY_PER_PLACE) * concurrency - ready.length - active.size : 0),
    offer: async (deliveries) => {
      ready.push(...deliveries);
      begin();
    },
    stop: async () => {
      work = undefined;
      const left = ready.splice(0);
      await Promise.all(active);
      return left;
    },
  };
};
