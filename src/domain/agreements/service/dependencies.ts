import type { EwpError } from "../../../kernel/errors.js";
import { partnerFailed } from "../../../kernel/errors.js";
import type { HeiId, IiaId } from "../../../kernel/ids.js";
import type { Clock, Ids } from "../../../kernel/ports.js";
import { PartnerFailure } from "../../partner-failure.js";
import type { AgreementStore, DeliveryFacts, HashCopy, OwnReferences, PartnerAgreements, PartnerDirectory, ReportFault } from "../ports.js";

/** All that the agreement service is made of. */
export interface AgreementDependencies {
  readonly store: AgreementStore;
  readonly partners: PartnerAgreements;
  readonly hashCopy: HashCopy;
  readonly references: OwnReferences;
  readonly directory: PartnerDirectory;
  readonly deliveries: DeliveryFacts;
  readonly reportFault: ReportFault;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** What every command on an agreement names. */
export interface Command {
  readonly heiId: HeiId;
  readonly id: IiaId;
  /** Refuse with 412 when the agreement is at another revision (`If-Match`). */
  readonly ifRevision?: number | undefined;
  /** The token's name. */
  readonly actor: string;
}

/** A partner that failed while an officer waited: 502 with the reason. */
export const asRefusal = (error: unknown): unknown => (error instanceof PartnerFailure ? refusalOf(error) : error);

const refusalOf = (failure: PartnerFailure): EwpError =>
  partnerFailed(failure.reason, {
    code: "partner-failed", cause: failure, details: { retry: failure.retry, ...(failure.exchangeId !== undefined && { exchangeId: failure.exchangeId }) },
    userMessages: [{ lang: "en", text: failure.retry ? "The partner's system did not answer properly. Try again later." : "The partner's system refused the request. Its technicians or yours must look at it." }],
  });
