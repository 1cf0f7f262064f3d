/** The real office app over a real store and the real domain; only partners, clock and the catalogue's source are scripted. */
import { createHash, createSecretKey, randomUUID } from "node:crypto";
import type { Express } from "express";
import request from "supertest";
import { createOfficeApp, type OfficeOptions } from "../../../src/api/server.js";
import type { EchoAnswer, OfficeServices } from "../../../src/api/services.js";
import { setHere } from "../../../src/pdf/printer/set.js";
import { agreedStudiesIn, composeOutgoingTranscripts } from "../../../src/app/transcripts.js";
import { composeImports } from "../../../src/app/imports.js";
import { composeInbox } from "../../../src/app/inbox.js";
import { agreementsInForce } from "../../../src/app/nominations.js";
import { composeMobilityWarnings } from "../../../src/app/mobility-warnings.js";
import { composePeople } from "../../../src/app/people.js";
import { createPartnerDirectory } from "../../../src/app/partner-directory.js";
import { createAgreements } from "../../../src/domain/agreements/service.js";
import { FeedWatch } from "../../../src/domain/feed/watch.js";
import { createFiles } from "../../../src/domain/files/service.js";
import { PartnerFailure } from "../../../src/domain/partner-failure.js";
import type { PartnerProfiles } from "../../../src/domain/institutions/ports.js";
import type { PartnerLas } from "../../../src/domain/learning-agreements/ports.js";
import { createLearningAgreements } from "../../../src/domain/learning-agreements/service.js";
import type { PartnerTranscripts } from "../../../src/domain/transcripts/ports.js";
import type { PartnerCourses } from "../../../src/domain/courses/ports.js";
import { createCourses } from "../../../src/domain/courses/service.js";
import { createGradeScales } from "../../../src/domain/recognition/grade-scale.js";
import { createTranscripts } from "../../../src/domain/transcripts/service.js";
import type { PartnerNominations } from "../../../src/domain/nominations/ports.js";
import { createNominations } from "../../../src/domain/nominations/service.js";
import { createInstitutions } from "../../../src/domain/institutions/service.js";
import { createHostKeys } from "../../../src/domain/keys/service.js";
import { SCOPES, type Scope } from "../../../src/domain/access/scopes.js";
import { iiaApprovalCnrV2 } from "../../../src/ewp/iia-approval-cnr/v2/api.js";
import { iiaCnrV3 } from "../../../src/ewp/iia-cnr/v3/api.js";
import { iiasApprovalV2 } from "../../../src/ewp/iias-approval/v2/api.js";
import { iiasV7 } from "../../../src/ewp/iias/v7/api.js";
import { evidencePacks } from "../../../src/ewp/evidence-pack/create-packs.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { WrittenCopies } from "../../../src/ewp/iias/v7/written-copies.js";
import { courseDocument, recognitionDocument } from "../../../src/ewp/transcript-documents.js";
import { institutionDocuments } from "../../../src/ewp/institution-documents.js";
import { addressInOrPeer } from "../../../src/ewp/runtime/inbound/caller-address.js";
import { createBudgets, UNLIMITED } from "../../../src/kernel/budgets.js";
import { heiId } from "../../../src/kernel/ids.js";
import type { CatalogueStatus, RefreshReport } from "../../../src/registry/catalogue.js";
import type { Snapshot } from "../../../src/registry/model.js";
import { showsKey } from "../../../src/registry/queries/shows-key.js";
import { composeTokens } from "../../../src/app/tokens.js";
import { composeWebhooks } from "../../../src/app/webhooks.js";
import type { Store } from "../../../src/store/open.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { xmlToJson } from "../../../src/xml/loose.js";
import { keptLog, steeredClock, type SteeredClock } from "../../support/fixed-ports.js";
import { network } from "./network.js";
import { type ScriptedPartner, scriptedPartner } from "./scripted-partner.js";

export const US = heiId("rive.example");
/** Another institution of the same node. */
export const OTHER = heiId("autre.example");
export const PARTNER = heiId("lac.example");

/** What the tests steer. */
export interface Scripts {
  partner: ScriptedPartner;
  nominations: PartnerNominations;
  las: PartnerLas;
  transcripts: PartnerTranscripts;
  courses: PartnerCourses;
  profiles: PartnerProfiles;
  snapshot: Snapshot | undefined;
  status: Partial<CatalogueStatus>;
  refresh: RefreshReport;
  readonly refreshedWith: object[];
  echo: (echos: readonly string[]) => Promise<EchoAnswer>;
  ping: () => Promise<void>;
  readonly keysMadeFor: string[];
}

export interface Office {
  readonly app: Express;
  readonly store: Store;
  readonly services: OfficeServices;
  readonly clock: SteeredClock;
  readonly log: ReturnType<typeof keptLog>;
  readonly scripts: Scripts;
  /** Authorization header of a new token. */
  token(scopes?: readonly Scope[], heiIds?: readonly string[]): Promise<string>;
  /** A call with a token that may do everything, below `/api/v1`. */
  call(method: "get" | "put" | "post" | "patch" | "delete", path: string): request.Test;
  close(): Promise<void>;
}

type PeopleSettings = Parameters<typeof composePeople>[0]["office"];
const PEOPLE: PeopleSettings = {
  idleMinutes: 120, signInHours: 12, refusalsPerMinute: 10, requestsPerMinute: 0, secondFactor: "optional", publicUrl: undefined,
  openIdIssuer: undefined, openIdClientId: undefined, openIdClientSecret: undefined, openIdName: "Campus account", openIdScope: "openid email profile", openIdEmailClaim: "email",
};
/** One key for all purposes: what is sealed is bound to its purpose besides. */
export const testDataKeys = async () => TEST_KEY;
const TEST_KEY = createSecretKey(Buffer.alloc(32, 7)) as Awaited<ReturnType<Parameters<typeof composePeople>[0]["dataKeys"]>>;
const OUTGOING = { extraCa: undefined, allowPrivateAddresses: false, clientCertificates: false, connectSeconds: 1, headersSeconds: 1, bodySeconds: 1, maxAnswerBytes: 65_536 };

export const KEY_POLICY = { graceMs: 3 * 3_600_000, overlapMs: 5 * 24 * 3_600_000 };

/** Unless a test says otherwise the partner is silent. */
const unscripted = async (): Promise<never> => { throw new PartnerFailure({ reason: "The partner does not answer.", retry: true }); };
const START: RefreshReport = { outcome: "unchanged", at: new Date("2026-03-01T08:00:00Z") };

/** An office with the institutions rive.example and autre.example; with `addressHeader` it takes three wrong tokens a minute from an address. */
export const startOffice = async ({ addressHeader, people, withServices = (services) => services, ...options }: OfficeOptions & { readonly addressHeader?: string; readonly people?: Partial<PeopleSettings>; readonly withServices?: (services: OfficeServices) => OfficeServices } = {}): Promise<Office> => {
  const clock = steeredClock();
  const log = keptLog();
  const ids = { uuid: () => randomUUID() };
  const store = await embeddedStore({ clock, logger: log });
  const scripts: Scripts = {
    partner: scriptedPartner(), nominations: { workflow: () => undefined, isListed: (partner) => !scripts.snapshot || scripts.snapshot.hei(partner) !== undefined, fetch: unscripted, index: unscripted, decide: unscripted, stay: unscripted }, las: { fetch: unscripted, index: unscripted, update: unscripted }, transcripts: { fetch: unscripted, index: unscripted }, courses: { courses: unscripted, ids: unscripted }, snapshot: network(), status: {}, refresh: START, refreshedWith: [], keysMadeFor: [], ping: () => store.ping(),
    echo: async () => { throw new Error("no echo scripted"); },
    profiles: { institution: unscripted, ounits: unscripted, factsheet: unscripted, file: unscripted },
  };
  const catalogue: OfficeServices["catalogue"] = {
    current: () => scripts.snapshot,
    refresh: async (options = {}) => {
      scripts.refreshedWith.push(options);
      return scripts.refresh;
    },
    status: () => ({
      url: "https://registry.example/catalogue.xml", state: scripts.snapshot ? "current" : "unavailable", ageMs: 1000, lastSuccess: scripts.snapshot && clock.now(), lastAttempt: clock.now(),
      lastFailure: undefined, alarm: undefined, nextDue: clock.now(), sha256: scripts.snapshot?.sha256, statistics: scripts.snapshot?.statistics, changes: undefined, ...scripts.status,
    }),
  };
  const budgets = { tokens: UNLIMITED, wrongTokens: createBudgets({ perMinute: 3, capacity: 10 }) };
  const access = composeTokens({ store, system: { clock, ids }, dataKeys: testDataKeys, ...(addressHeader !== undefined && { budgets }) });
  const { tokens } = access;
  const agreements = createAgreements({
    store: store.agreements, hashCopy, references: store.references, deliveries: store.deliveryFacts, directory: createPartnerDirectory(catalogue), reportFault: () => undefined, clock, ids,
    partners: {
      fetch: (...args) => scripts.partner.fetch(...args), index: (...args) => scripts.partner.index(...args), approval: (...args) => scripts.partner.approval(...args),
    },
  });
  const nominations = createNominations({
    store: store.nominations, references: store.references, agreements: agreementsInForce(store), clock, ids,
    partners: {
      workflow: (partner) => scripts.nominations.workflow(partner), isListed: (partner) => scripts.nominations.isListed(partner), fetch: (...args) => scripts.nominations.fetch(...args), index: (...args) => scripts.nominations.index(...args),
      decide: (...args) => scripts.nominations.decide(...args), stay: (...args) => scripts.nominations.stay(...args),
    },
  });
  const learningAgreements = createLearningAgreements({
    store: store.learningAgreements, references: store.references,
    partners: { fetch: (...args) => scripts.las.fetch(...args), index: (...args) => scripts.las.index(...args), update: (...args) => scripts.las.update(...args) },
  });
  const transcripts = createTranscripts({
    store: store.transcripts, gradeScales: store.gradeScales, institutions: store.institutions, recognitionDocument, agreedStudiesOf: agreedStudiesIn(store),
    partners: { fetch: (...args) => scripts.transcripts.fetch(...args), index: (...args) => scripts.transcripts.index(...args) },
  });
  const courses = createCourses({ store: store.courses, institutions: store.institutions, document: courseDocument });
  const feedWatch = new FeedWatch({ feed: store.feed, logger: log, everyMs: 20 });
  const written = new WrittenCopies();
  const services: OfficeServices = {
    feed: store.feed, feedWatch, printer: setHere,
    webhooks: composeWebhooks({ config: { outgoing: OUTGOING, webhooks: { privateAddresses: false, disableDays: 5 } }, store, system: { clock }, dataKeys: testDataKeys }).commands,
    courses, imports: composeImports({ store, nominations, courses, dataKeys: testDataKeys, system: { clock, ids, logger: log } }),
    agreements, nominations, learningAgreements, transcripts, outgoingTranscripts: composeOutgoingTranscripts({ store, namesOf: createPartnerDirectory(catalogue).namesOf, printer: setHere, clock }), partnerCourses: { courses: (...args) => scripts.courses.courses(...args), ids: (...args) => scripts.courses.ids(...args) }, gradeScales: createGradeScales({ store: store.gradeScales, institutions: store.institutions }), statistics: store.statistics, digests: store.digests, mailsDigests: false, ...composeInbox({ store, agreements, profiles: { factsheet: (...args) => scripts.profiles.factsheet(...args) }, stuckAfterDays: 14, system: { clock, ids, logger: log } }), partnerCopies: store.agreements, institutions: store.institutions, institutionCommands: createInstitutions({ store: store.institutions, clock, documents: institutionDocuments }),
    mobilityWarnings: composeMobilityWarnings(store),
    agreementApis: [iiasV7, iiasApprovalV2, iiaCnrV3, iiaApprovalCnrV2], exchanges: store.exchanges, files: store.files, fileCommands: createFiles({ store: store.files, ids, clock }), idempotency: store.idempotency, outbox: store.outbox, ...access, audit: store.audit, recordUnits: store.recordUnits, ...composePeople({ office: { ...PEOPLE, ...people }, dataKeys: testDataKeys, system: { clock, ids }, store }), addressOf: addressInOrPeer(addressHeader ?? "X-None"), catalogue,
    partnerProfiles: {
      institution: (...args) => scripts.profiles.institution(...args), ounits: (...args) => scripts.profiles.ounits(...args),
      factsheet: (...args) => scripts.profiles.factsheet(...args), file: (...args) => scripts.profiles.file(...args),
    },
    echo: (_heiId, _partner, echos) => scripts.echo(echos), manifestUrl: (id) => `https://${id}/ewp/${id}/manifest.xml`, keyPolicy: KEY_POLICY,
    hostKeys: createHostKeys({
      store: store.keys, seal: "seal", policy: KEY_POLICY, clock, changed: (id) => void scripts.keysMadeFor.push(id),
      isSeen: (key) => scripts.snapshot && showsKey(scripts.snapshot, key),
      maker: { make: async () => ({ fingerprint: createHash("sha256").update(randomUUID()).digest("hex"), sealed: "sealed-secret" }) },
    }),
    agreementDocument: (agreement) => written.of(agreement).body.bytes, evidencePack: evidencePacks({ source: store.packSource, exchanges: store.exchanges, agreements, clock }), xmlToJson, ping: () => scripts.ping(), clock, ids, log,
  };
  for (const id of [US, OTHER]) await store.institutions.put(institution(id, clock.now()));
  const app = createOfficeApp(withServices(services), { validateResponses: true, ...options });
  const token: Office["token"] = async (scopes = SCOPES, heiIds) => `Bearer ${(await tokens.create({ name: "test system", scopes, ...(heiIds && { heiIds: heiIds.map(heiId) }) })).secret}`;
  const everything = await token();
  return {
    app, store, services, clock, log, scripts, token,
    call: (method, path) => request(app)[method](`/api/v1${path}`).set("Authorization", everything),
    close: () => {
      feedWatch.close();
      return store.close();
    },
  };
};

const institution = (id: string, changedAt: Date) => ({
  heiId: heiId(id), revision: 1, names: [{ text: `Institution ${id}`, lang: "en" }], otherIds: [], websiteUrls: [], factsheetUrls: [], courseCatalogueUrls: [], contacts: [],
  adminEmails: [`ewp@${id}`], changedAt,
});
