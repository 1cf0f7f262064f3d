/**
 * A call to a partner that did not give what the protocol promises. The failing side decides here whether trying again
 * can help: no answer and 5xx retry, 4xx and broken answers stop and reach a person (PROTOCOL 6.8.2).
 */
export class PartnerFailure extends Error {
  readonly reason: string;
  readonly retry: boolean;
  /** HTTP status, when an answer came. */
  readonly status: number | undefined;
  /** The partner's `developer-message`, verbatim, bounded. May hold anything: show to technicians, never log. */
  readonly serverMessage: string | undefined;
  readonly exchangeId: string | undefined;

  constructor(facts: {
    /** One sentence for an officer or technician; no personal data, since it goes to logs and monitoring reports. */
    readonly reason: string;
    readonly retry: boolean;
    readonly status?: number | undefined;
    readonly serverMessage?: string | undefined;
    readonly exchangeId?: string | undefined;
    readonly cause?: unknown;
  }) {
    super(facts.reason, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "PartnerFailure";
    this.reason = facts.reason;
    this.retry = facts.retry;
    this.status = facts.status;
    this.serverMessage = facts.serverMessage;
    this.exchangeId = facts.exchangeId;
  }
}
