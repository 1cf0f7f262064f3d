import type { HeiId } from "../kernel/ids.js";
import type { Clock, Logger, Random } from "../kernel/ports.js";
import type { SurveyStore } from "../outbox/ports.js";

export interface SurveyParts {
  readonly surveys: Pick<SurveyStore, "survey">;
  /** Institutions that the catalogue shows with an index of agreements; none while there is no catalogue. */
  readonly offering: () => readonly HeiId[];
  /** Least time between two questions, in all processes together. */
  readonly surveyGapMs: number;
  /** Time before an institution that answered is asked again. */
  readonly surveyEveryMs: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** One that did not answer may have been down, or may not have known us yet. */
const UNANSWERED_MS = 24 * 3_600_000;

/** Gaps before the next look when there was nobody to ask: minutes. */
const REST = 40;

/** Waits are up to this much longer, by chance. */
const JITTER = 0.5;

/**
 * Asks the whole network slowly, one institution after another, for agreements with ours that nobody told us of. Every process may run
 * it: the store sees to the gap between two questions.
 */
export class Survey {
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #running = false;

  constructor(private readonly parts: SurveyParts) {}

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#next(this.parts.surveyGapMs);
  }

  async stop(): Promise<void> {
    this.#running = false;
    clearTimeout(this.#timer);
    await this.#turn;
  }

  #next(ms: number): void {
    if (!this.#running) return;
    this.#timer = setTimeout(() => { this.#turn = this.#ask(); }, ms * (1 + JITTER * this.parts.random.fraction())).unref();
  }

  async #ask(): Promise<void> {
    const { surveys, offering, surveyGapMs: gapMs, surveyEveryMs: roundMs, clock, logger } = this.parts;
    let asked = false;
    try {
      asked = await surveys.survey({ now: clock.now(), offering: offering(), gapMs, roundMs, unansweredMs: UNANSWERED_MS });
    } catch (error) {
      logger.warn("the survey of the network could not go on; it tries again later", { error: String(error) });
    }
    this.#next(asked ? gapMs : REST * gapMs);
  }
}
