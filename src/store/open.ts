import { sql } from "kysely";
import type { RecordUnits } from "../domain/access/units.js";
import type { AuditStore } from "../domain/audit/model.js";
import type { AgreementStore, DeliveryFacts, OwnReferences } from "../domain/agreements/ports.js";
import type { CourseStore } from "../domain/courses/ports.js";
import type { PackSource } from "../domain/evidence/pack-ports.js";
import type { Evidence, EvidenceSeal } from "../domain/evidence/ports.js";
import type { ExchangeStore } from "../domain/exchanges/ports.js";
import type { ChangeFeed } from "../domain/feed/model.js";
import type { FileStore } from "../domain/files/model.js";
import type { IdempotencyStore } from "../domain/idempotency.js";
import type { ImportStore } from "../domain/imports/ports.js";
import type { InstitutionStore } from "../domain/institutions/ports.js";
import type { DataKeyStore, KeyStore, SealStore } from "../domain/keys/ports.js";
import type { CalendarFeedStore } from "../domain/deadlines/feeds.js";
import type { DigestStore } from "../domain/digest/model.js";
import type { DeadlineSource } from "../domain/deadlines/ports.js";
import type { RenewalStore } from "../domain/renewals/ports.js";
import type { InboxSource } from "../domain/inbox/ports.js";
import type { NominationStore } from "../domain/nominations/ports.js";
import type { LaStore } from "../domain/learning-agreements/ports.js";
import type { GradeScaleStore } from "../domain/recognition/grade-scale.js";
import type { RefreshRequests } from "../domain/refresh-requests.js";
import type { RecordRetention } from "../domain/retention/model.js";
import type { StatisticsStore } from "../domain/statistics/model.js";
import type { TranscriptStore } from "../domain/transcripts/ports.js";
import type { PeopleStore, SignInStore } from "../domain/people/model.js";
import type { SecondFactorStore } from "../domain/people/second-factor.js";
import type { TokenStore } from "../domain/tokens/model.js";
import type { WebhookStore } from "../domain/webhooks/model.js";
import type { OutboxStore, PullStore, SurveyStore } from "../outbox/ports.js";
import { recordUnits } from "./access/record-units.js";
import { auditStore } from "./audit/audit-store.js";
import { agreementStore } from "./agreements/agreement-store.js";
import { changeFeed } from "./changes/feed.js";
import { connect, type ConnectOptions } from "./connection/connect.js";
import { courseStore } from "./courses/course-store.js";
import { dataKeyStore } from "./data-keys.js";
import { evidence } from "./evidence/evidence.js";
import { packSource } from "./evidence/pack-source.js";
import { nominationStore } from "./nominations/nomination-store.js";
import { exchangeStore } from "./exchanges/exchange-store.js";
import { fileStore } from "./files.js";
import { idempotencyStore } from "./idempotency.js";
import { importStore } from "./imports.js";
import { institutionStore } from "./institutions.js";
import { inboxSource } from "./inbox/inbox-source.js";
import { keyStore } from "./keys.js";
import { laStore } from "./learning-agreements/la-store.js";
import { migrate, pendingMigrations } from "./migrations/migrate.js";
import { endOrphanedLeases } from "./outbox/orphaned-leases.js";
import { outboxStore } from "./outbox/outbox-store.js";
import { peopleStore } from "./people/people-store.js";
import { secondFactorStore } from "./people/second-factor-store.js";
import { signInStore } from "./people/sign-in-store.js";
import { pullStore } from "./outbox/pull-store.js";
import { surveyStore } from "./outbox/survey-store.js";
import { deliveryFacts } from "./outbox/delivery-facts.js";
import { refreshRequests } from "./outbox/refresh-requests.js";
import { calendarFeedStore } from "./deadlines/calendar-feeds.js";
import { digestStore } from "./digests.js";
import { deadlineSource } from "./deadlines/deadline-source.js";
import { renewalStore } from "./renewals.js";
import { retentionStore } from "./retention/retention-store.js";
import { ownReferences } from "./references.js";
import { sealStore } from "./seal.js";
import { serverFacts, type ServerFacts } from "./server-facts.js";
import { gradeScaleStore } from "./transcripts/grade-scale-store.js";
import { statisticsStore } from "./statistics/statistics-store.js";
import { webhookStore } from "./webhooks/webhook-store.js";
import { transcriptStore } from "./transcripts/transcript-store.js";
import { tokenStore } from "./tokens.js";

/** One database and everything that is kept in it. Run `migrate()` once before anything else is asked. */
export interface Store {
  readonly agreements: AgreementStore;
  readonly nominations: NominationStore;
  readonly learningAgreements: LaStore;
  readonly institutions: InstitutionStore;
  readonly courses: CourseStore;
  readonly transcripts: TranscriptStore;
  readonly gradeScales: GradeScaleStore;
  readonly statistics: StatisticsStore;
  readonly inboxSource: InboxSource;
  readonly renewals: RenewalStore;
  readonly deadlineSource: DeadlineSource;
  readonly calendarFeeds: CalendarFeedStore;
  readonly digests: DigestStore;
  readonly retention: RecordRetention;
  readonly keys: KeyStore;
  readonly dataKeys: DataKeyStore;
  readonly seal: SealStore;
  readonly files: FileStore;
  readonly exchanges: ExchangeStore;
  readonly feed: ChangeFeed;
  readonly webhooks: WebhookStore;
  readonly evidence: Evidence;
  readonly packSource: PackSource;
  readonly tokens: TokenStore;
  readonly audit: AuditStore;
  readonly recordUnits: RecordUnits;
  readonly people: PeopleStore;
  readonly signIns: SignInStore;
  readonly secondFactors: SecondFactorStore;
  readonly outbox: OutboxStore;
  readonly pulls: PullStore;
  readonly surveys: SurveyStore;
  readonly idempotency: IdempotencyStore;
  readonly imports: ImportStore;
  readonly refreshRequests: RefreshRequests;
  /** What the agreements ask of the outbox and of the institutions. */
  readonly deliveryFacts: DeliveryFacts;
  readonly references: OwnReferences;
  /** Calls `listener` after every commit of this process that left an outbox row due; returns what stops that. */
  onCommit(listener: () => void): () => void;
  /** Applies what is pending; returns the names. Safe to call from several processes at once. */
  migrate(): Promise<readonly string[]>;
  pendingMigrations(): Promise<readonly string[]>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  serverFacts(): Promise<ServerFacts>;
  /** Writes what waits in memory, waits for running statements, disconnects and gives the directory back. */
  close(): Promise<void>;
}

export interface StoreOptions extends ConnectOptions {
  /** Makes what seals evidence, once, when the first exchange is written or read. Without it `exchanges` can do neither. */
  readonly evidenceSeal?: (dataKeys: DataKeyStore) => Promise<EvidenceSeal>;
}

/**
 * Opens a PostgreSQL server (`postgres://...`) or the embedded database (`pglite:DIRECTORY`, `pglite:memory`). The embedded one
 * survives a killed process but promises nothing after a power cut: it never calls fsync. Throws `DirectoryInUse` when another
 * process has the directory.
 */
export const openStore = async (options: StoreOptions): Promise<Store> => {
  const { db, close, alone } = await connect(options);
  if (alone) await endOrphanedLeases(db, options.clock.now());
  const { clock, logger } = options;
  const listeners = new Set<() => void>();
  const committed = () => listeners.forEach((listener) => listener());
  const seal = sealOf(dataKeyStore(db), options.evidenceSeal);
  const exchanges = exchangeStore(db, { clock, logger, seal });
  const outbox = outboxStore({ db, clock, committed });
  return {
    agreements: agreementStore({ db, clock, committed }),
    learningAgreements: laStore({ db, clock, committed }),
    institutions: institutionStore(db), courses: courseStore(db, clock), keys: keyStore(db), dataKeys: dataKeyStore(db), seal: sealStore(db), files: fileStore(db), tokens: tokenStore(db), audit: auditStore(db, seal), recordUnits: recordUnits(db), people: peopleStore(db), signIns: signInStore(db), secondFactors: secondFactorStore(db), idempotency: idempotencyStore(db),
    imports: importStore(db),
    nominations: nominationStore({ db, clock, committed }),
    transcripts: transcriptStore({ db, clock, committed }), gradeScales: gradeScaleStore(db),
    statistics: statisticsStore(db), inboxSource: inboxSource(db), renewals: renewalStore(db, committed), deadlineSource: deadlineSource(db), calendarFeeds: calendarFeedStore(db), digests: digestStore(db), retention: retentionStore({ db, clock, seal }),
    exchanges, outbox, feed: changeFeed(db), webhooks: webhookStore(db, committed),
    evidence: evidence(db, { clock, seal }), packSource: packSource(db, seal),
    pulls: pullStore(db, committed), surveys: surveyStore(db, committed),
    refreshRequests: refreshRequests(db, outbox, clock), deliveryFacts: deliveryFacts(db), references: ownReferences(db),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    migrate: () => migrate(db),
    pendingMigrations: () => pendingMigrations(db),
    ping: async () => void (await sql`select 1`.execute(db)),
    serverFacts: () => serverFacts(db),
    close: async () => {
      await exchanges.flush();
      await close();
    },
  };
};

const sealOf = (dataKeys: DataKeyStore, make: StoreOptions["evidenceSeal"]): (() => Promise<EvidenceSeal>) => {
  let made: Promise<EvidenceSeal> | undefined;
  return () => {
    if (!make) throw new RangeError("the store was opened without the key that seals evidence");
    const now = (made ??= make(dataKeys));
    now.catch(() => (made = undefined));
    return now;
  };
};
