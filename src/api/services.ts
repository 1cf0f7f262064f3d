/** What the office door needs from the rest of the node; src/app passes it in. */
import type { IncomingMessage } from "node:http";
import type { ExchangeStore } from "../domain/exchanges/ports.js";
import type { ChangeFeed } from "../domain/feed/model.js";
import type { FeedWatch } from "../domain/feed/watch.js";
import type { FileStore } from "../domain/files/model.js";
import type { Files } from "../domain/files/service.js";
import type { IdempotencyStore } from "../domain/idempotency.js";
import type { Agreement } from "../domain/agreements/model.js";
import type { AgreementStore } from "../domain/agreements/ports.js";
import type { Agreements } from "../domain/agreements/service.js";
import type { Imports } from "../domain/imports/service.js";
import type { LearningAgreements } from "../domain/learning-agreements/service.js";
import type { MobilityWarnings } from "../domain/mobilities/warnings.js";
import type { Nominations } from "../domain/nominations/service.js";
import type { PartnerCourses } from "../domain/courses/ports.js";
import type { Courses } from "../domain/courses/service.js";
import type { GradeScales } from "../domain/recognition/grade-scale.js";
import type { Printer } from "../domain/printouts/model.js";
import type { StatisticsStore } from "../domain/statistics/model.js";
import type { CalendarFeeds } from "../domain/deadlines/feeds.js";
import type { Deadlines } from "../domain/deadlines/service.js";
import type { DigestStore } from "../domain/digest/model.js";
import type { Renewals } from "../domain/renewals/service.js";
import type { Inbox } from "../domain/inbox/service.js";
import type { OutgoingTranscripts } from "../domain/transcripts/outgoing/service.js";
import type { Transcripts } from "../domain/transcripts/service.js";
import type { InstitutionStore, PartnerProfiles } from "../domain/institutions/ports.js";
import type { Institutions } from "../domain/institutions/service.js";
import type { KeyPolicy } from "../domain/keys/model.js";
import type { HostKeyService } from "../domain/keys/service.js";
import type { RecordUnits } from "../domain/access/units.js";
import type { AuditStore } from "../domain/audit/model.js";
import type { People } from "../domain/people/service.js";
import type { SecondFactors } from "../domain/people/second-factor.js";
import type { SignIns } from "../domain/people/sign-in.js";
import type { ClientCredentials, Exchanged } from "../domain/tokens/exchange.js";
import type { TokenService } from "../domain/tokens/service.js";
import type { Webhooks } from "../domain/webhooks/service.js";
import type { HeiId, IiaId } from "../kernel/ids.js";
import type { Clock, Ids, Logger } from "../kernel/ports.js";
import type { OutboxStore } from "../outbox/ports.js";
import type { Catalogue } from "../registry/catalogue.js";

/** A partner's answer to an echo. */
export interface EchoAnswer {
  /** Institutions that the partner takes us for. */
  readonly heiIds: readonly string[];
  readonly echos: readonly string[];
  readonly exchangeId: string;
}

/** An API that agreements need, in the version that this node speaks. */
export interface SpokenApi {
  /** Name of the manifest element, e.g. `iias`. */
  readonly element: string;
  readonly manifestNamespace: string;
  /** `N.N.N` */
  readonly version: string;
  /** By what we prove who we are; HTTP signatures alone unless told otherwise. */
  readonly provenBy?: readonly string[];
}

export interface OfficeServices {
  readonly agreements: Agreements;
  readonly nominations: Nominations;
  readonly learningAgreements: LearningAgreements;
  readonly mobilityWarnings: MobilityWarnings;
  readonly transcripts: Transcripts;
  readonly outgoingTranscripts: OutgoingTranscripts;
  readonly gradeScales: GradeScales;
  readonly statistics: StatisticsStore;
  readonly inbox: Inbox;
  readonly deadlines: Deadlines;
  readonly calendarFeeds: CalendarFeeds;
  readonly renewals: Renewals;
  readonly digests: Pick<DigestStore, "get" | "want" | "unwant" | "unsubscribe">;
  /** Whether a mail server is set. */
  readonly mailsDigests: boolean;
  readonly courses: Courses;
  readonly imports: Pick<Imports, "order" | "get" | "waitFor" | "cancel">;
  readonly partnerCourses: PartnerCourses;
  readonly partnerCopies: Pick<AgreementStore, "partnerCopy">;
  readonly institutions: Pick<InstitutionStore, "list" | "get" | "ounits" | "ounit" | "factsheet">;
  readonly institutionCommands: Pick<Institutions, "put" | "putOunit" | "removeOunit" | "putFactsheet">;
  /** What a partner must offer so that agreements can be exchanged with it. */
  readonly agreementApis: readonly SpokenApi[];
  /** Makes PDFs for people. */
  readonly printer: Printer;
  readonly exchanges: Pick<ExchangeStore, "get" | "list" | "flush">;
  readonly files: Pick<FileStore, "get">;
  readonly fileCommands: Pick<Files, "upload">;
  /** What partners publish of themselves, asked while the caller waits. Rejects with `PartnerFailure`. */
  readonly partnerProfiles: PartnerProfiles;
  readonly feed: Pick<ChangeFeed, "page">;
  readonly feedWatch: Pick<FeedWatch, "moved" | "closed">;
  readonly webhooks: Webhooks;
  readonly idempotency: IdempotencyStore;
  readonly outbox: Pick<OutboxStore, "add" | "again" | "get" | "latest" | "list">;
  readonly tokens: TokenService;
  /** OAuth 2 client credentials. */
  readonly exchangeCredentials: (credentials: ClientCredentials) => Promise<Exchanged>;
  readonly people: People;
  readonly audit: AuditStore;
  readonly recordUnits: RecordUnits;
  readonly signIns: SignIns;
  readonly secondFactors: SecondFactors;
  /** Whose budget a wrong token is charged to; undefined when nobody can tell. */
  readonly addressOf: (request: IncomingMessage) => string | undefined;
  readonly catalogue: Pick<Catalogue, "current" | "refresh" | "status">;
  /** A real signed echo. Rejects with `PartnerFailure`. */
  readonly echo: (heiId: HeiId, partnerHeiId: HeiId, echos: readonly string[]) => Promise<EchoAnswer>;
  /** Public address of an institution's manifest. */
  readonly manifestUrl: (heiId: HeiId) => string;
  /** Keys of our institutions; only their fingerprints are shown. */
  readonly hostKeys: Pick<HostKeyService, "list" | "provide" | "rotate" | "withdraw">;
  readonly keyPolicy: KeyPolicy;
  /** The IIAs `get` answer with this one agreement, exactly as partners are served. */
  readonly agreementDocument: (agreement: Agreement) => Uint8Array;
  /** All that proves an agreement, as an archive; rejects with 404 when there is none with this id. */
  readonly evidencePack: (heiId: HeiId, id: IiaId) => Promise<Uint8Array>;
  /** Any XML as JSON to look at; rejects what is not acceptable XML. */
  readonly xmlToJson: (bytes: Uint8Array) => Promise<unknown>;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}
