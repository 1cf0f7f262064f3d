/** Why a call gave nothing that can be used. Inside of `outgoing` only: callers get a `PartnerFailure`. */
export class Unusable extends Error {
  /** One sentence in plain words; goes to logs and monitoring reports, so no personal data and no ids. */
  readonly reason: string;
  readonly retry: boolean;
  /** More for the stored exchange, e.g. the values that a document has wrong. */
  readonly detail: string | undefined;
  readonly serverMessage: string | undefined;
  /** The partner has no address for this, so there is no server to complain of. */
  readonly nothingCalled: boolean;
  /** The answer is signed with a key that our copy of the catalogue does not have. */
  readonly unknownKey: boolean;

  constructor({ reason, retry, detail, serverMessage, nothingCalled = false, unknownKey = false, cause }: {
    readonly reason: string;
    readonly retry: boolean;
    readonly detail?: string | undefined;
    readonly serverMessage?: string | undefined;
    readonly nothingCalled?: boolean;
    readonly unknownKey?: boolean;
    readonly cause?: unknown;
  }) {
    super(reason, cause === undefined ? undefined : { cause });
    this.name = "Unusable";
    this.reason = reason;
    this.retry = retry;
    this.detail = detail;
    this.serverMessage = serverMessage;
    this.nothingCalled = nothingCalled;
    this.unknownKey = unknownKey;
  }
}
