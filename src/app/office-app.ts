import type { Express } from "express";
import { BODY_LIMITS } from "../api/door/bodies.js";
import { createOfficeApp } from "../api/server.js";
import type { OfficeServices } from "../api/services.js";
import { createFiles } from "../domain/files/service.js";
import { createInstitutions } from "../domain/institutions/service.js";
import { createGradeScales } from "../domain/recognition/grade-scale.js";
import { courseReplicationV1Client } from "../ewp/course-replication/v1/client.js";
import { coursesV0Client } from "../ewp/courses/v0/client.js";
import { echoV2 } from "../ewp/echo/v2/api.js";
import { evidencePacks } from "../ewp/evidence-pack/create-packs.js";
import { factsheetV1Client } from "../ewp/factsheet/v1/client.js";
import { fileV1Client } from "../ewp/file/v1/client.js";
import { iiaApprovalCnrV2 } from "../ewp/iia-approval-cnr/v2/api.js";
import { iiaCnrV3 } from "../ewp/iia-cnr/v3/api.js";
import { iiasApprovalV2 } from "../ewp/iias-approval/v2/api.js";
import { iiasV7 } from "../ewp/iias/v7/api.js";
import { institutionDocuments } from "../ewp/institution-documents.js";
import { institutionsV2Client } from "../ewp/institutions/v2/client.js";
import { addressInOrPeer, peerAddress } from "../ewp/runtime/inbound/caller-address.js";
import { ounitsV2Client } from "../ewp/ounits/v2/client.js";
import { WrittenCopies } from "../ewp/iias/v7/written-copies.js";
import { budgetsOf } from "../kernel/budgets.js";
import { printInThread } from "../pdf/printer/print-in-thread.js";
import { xmlToJson } from "../xml/loose.js";
import type { Core } from "./core.js";
import { composeInbox } from "./inbox.js";
import { composeMobilityWarnings } from "./mobility-warnings.js";
import { composePeople } from "./people.js";
import { composeTokens } from "./tokens.js";
import { composeOutgoingTranscripts } from "./transcripts.js";

/** The REST API over what the node has. Making it takes several tenths of a second, most of them for compiling the contract. */
export const officeApp = (core: Core): Express =>
  createOfficeApp(officeServices(core), { bodyLimits: { ...BODY_LIMITS, pdf: core.config.office.maxBodyBytes } });

/** Node cannot run TypeScript: this is the compiled file beside the compiled src/app. */
const PRINTER_THREAD = new URL("../pdf/printer/thread.js", import.meta.url);

/** Tokens, or addresses that try wrong ones, whose budgets are remembered. */
const MOST_CALLERS = 10_000;

const budgetsFor = ({ requestsPerMinute, refusalsPerMinute }: Core["config"]["office"]) =>
  ({ tokens: budgetsOf(requestsPerMinute, MOST_CALLERS), wrongTokens: budgetsOf(refusalsPerMinute, MOST_CALLERS) });

const officeServices = (core: Core): OfficeServices => {
  const { config, system, store, hostKeys, catalogue, calls, agreements, nominations, learningAgreements, transcripts, courses, imports, directory, certificates, feedWatch, webhooks } = core;
  const { clock, ids, logger } = system;
  const written = new WrittenCopies();
  const printer = printInThread(PRINTER_THREAD);
  return {
    agreements, nominations, learningAgreements, transcripts,
    mobilityWarnings: composeMobilityWarnings(store),
    outgoingTranscripts: composeOutgoingTranscripts({ store, namesOf: directory.namesOf, printer, clock }),
    courses, imports,
    partnerCourses: { ...coursesV0Client(calls), ...courseReplicationV1Client(calls) },
    gradeScales: createGradeScales({ store: store.gradeScales, institutions: store.institutions }),
    statistics: store.statistics,
    printer,
    ...composeInbox({ store, agreements, profiles: factsheetV1Client(calls), stuckAfterDays: config.inbox.stuckDays, system }),
    digests: store.digests,
    mailsDigests: config.mail.smtpUrl !== undefined,
    partnerCopies: store.agreements,
    institutions: store.institutions,
    hostKeys: hostKeys.commands,
    keyPolicy: hostKeys.policy,
    files: store.files,
    exchanges: store.exchanges,
    outbox: store.outbox,
    feed: store.feed,
    feedWatch,
    webhooks: webhooks.commands,
    idempotency: store.idempotency,
    institutionCommands: createInstitutions({ store: store.institutions, clock, documents: institutionDocuments }),
    fileCommands: createFiles({ store: store.files, ids, clock }),
    partnerProfiles: { ...institutionsV2Client(calls), ...ounitsV2Client(calls), ...factsheetV1Client(calls), ...fileV1Client(calls) },
    agreementApis: [iiasV7, iiasApprovalV2, iiaCnrV3, iiaApprovalCnrV2].map((api) => ({ ...api, provenBy: certificates ? ["httpsig", "tlscert"] : ["httpsig"] })),
    ...composeTokens({ store, system, dataKeys: core.dataKeys, budgets: budgetsFor(config.office) }),
    audit: store.audit,
    recordUnits: store.recordUnits,
    ...composePeople({ office: config.office, extraCa: config.outgoing.extraCa, dataKeys: core.dataKeys, system, store }),
    addressOf: config.office.addressHeader === undefined ? peerAddress : addressInOrPeer(config.office.addressHeader),
    catalogue,
    echo: async (heiId, partnerHeiId, echos) => {
      const { value, exchangeId } = await calls.call({ from: heiId, to: partnerHeiId }, echoV2, "url", { echos });
      return { ...value, exchangeId };
    },
    manifestUrl: (heiId) => `${config.network.publicUrl}/ewp/${heiId}/manifest.xml`,
    agreementDocument: (agreement) => written.of(agreement).body.bytes,
    evidencePack: evidencePacks({ source: store.packSource, exchanges: store.exchanges, agreements, clock }),
    xmlToJson,
    ping: () => store.ping(),
    clock, ids, log: logger,
  };
};
