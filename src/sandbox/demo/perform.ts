import { setTimeout as pause } from "node:timers/promises";
import { OfficeRefused } from "../office-client.js";
import { GaveUp, messageOf, waitUntil } from "../processes/wait-until.js";
import type { Step } from "./step.js";

export interface Performed<Ids> {
  readonly ids: Ids;
  /** Where it stands afterwards. */
  readonly says: string;
}

const RETRY_MS = 200;

/**
 * Does a step and waits until all that it promises holds on both nodes. A node may be killed at any time: an answer that never came
 * says nothing about what was done, so the step is done again, and a refusal after that only counts if the promise does not hold.
 * Throws an Error that names what does not hold.
 */
export const perform = async <Journey, Ids extends object>(step: Step<Journey, Ids>, journey: Journey, ids: Ids, seconds: number): Promise<Performed<Ids>> => {
  const after = { ...ids, ...await done(step, journey, ids, seconds) };
  const told = await waitUntil(step.title, seconds, async () => {
    const { expected, says } = await step.look(journey, after);
    const missing = Object.entries(expected).filter(([, holds]) => !holds).map(([name]) => name);
    if (missing.length > 0) throw new Error(`does not hold: ${missing.join("; ")}`);
    return says;
  });
  return { ids: after, says: told };
};

const done = async <Journey, Ids extends object>(step: Step<Journey, Ids>, journey: Journey, ids: Ids, seconds: number): Promise<Ids> => {
  let uncertain = false;
  return waitUntil(step.title, seconds, async () => {
    try {
      return { ...ids, ...await step.run(journey, ids) };
    } catch (error) {
      if (isFinal(error)) {
        if (uncertain) return ids;
        throw new GaveUp(`${step.title}: ${messageOf(error)}`);
      }
      uncertain = true;
      await pause(RETRY_MS);
      throw error;
    }
  });
};

/** A refusal by a node that is well. 409 and 412 mean that something moved meanwhile, 5xx that somebody is down. */
const isFinal = (error: unknown): boolean => error instanceof OfficeRefused && error.status < 500 && error.status !== 409 && error.status !== 412;
