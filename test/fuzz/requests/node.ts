/** The node that is asked: the whole pipeline with a real store, over plain HTTP as behind a proxy. */
import { createPublicKey, type KeyObject } from "node:crypto";
import { apis, type EwpServices } from "../../../src/ewp/apis.js";
import { receiveUpdates } from "../../../src/domain/learning-agreements/service/received-updates.js";
import { createManifests } from "../../../src/ewp/discovery/v6/manifests.js";
import { createNetworkHandler } from "../../../src/ewp/runtime/inbound/network-handler.js";
import { createNetworkServer } from "../../../src/ewp/runtime/inbound/network-server.js";
import type { AgreementCopy } from "../../../src/domain/agreements/model.js";
import type { Store } from "../../../src/store/open.js";
import { fullCopy, sharing } from "../../support/agreements/copies.js";
import { FULL_INSTITUTION, FULL_OUNITS } from "../../support/agreements/profiles.js";
import { hostKeys, hostSpec, snapshotOf, type TestHost } from "../../support/ewp/ewp-hosts.js";
import { closed, listening, realIds } from "../../support/ewp/ewp-node.js";
import { P, PORTAL, Q, US } from "../../support/ewp/slice-node.js";
import { fingerprintOf } from "../../../src/security/keys/public-key.js";
import { keptLog, type SteeredClock, steeredClock } from "../../support/fixed-ports.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { quickKeys } from "../quick-keys.js";
import type { Depth } from "../run.js";
import { proposeLa } from "../../support/learning-agreements/proposed-la.js";
import { omobility, student } from "../../support/nominations/samples.js";
import { servedNominations } from "../../support/nominations/served-nominations.js";
import { FULL } from "../../support/transcripts/sample-transcripts.js";
import { omobilityId } from "../../../src/kernel/ids.js";
import { CANARY } from "../words.js";
import { MOBILITIES, type Proposals } from "./usual.js";

export interface NodeUnderFuzz {
  readonly port: number;
  readonly host: string;
  readonly clock: SteeredClock;
  readonly callers: { readonly p: TestHost; readonly q: TestHost; readonly portal: TestHost; readonly nobody: TestHost; readonly stranger: TestHost };
  /** Private keys of all callers by the fingerprints of their public ones. */
  readonly privateKeys: ReadonlyMap<string, KeyObject>;
  /** Ids of the proposals of learning agreements that wait for an answer. */
  readonly proposals: Proposals;
  /** Lines about trouble since the last time this was asked. */
  errors(): string[];
  close(): Promise<void>;
}

const secret = (copy: AgreementCopy): AgreementCopy => ({ ...copy, conditions: copy.conditions.map((condition) => ({ ...condition, otherInfoTerms: CANARY })) });

const agreements = [
  sharing({ ...fullCopy({ id: "full", partnerIiaId: "p-full" }), pdfFileId: "known" }), sharing(fullCopy({ id: "unbound" })),
  sharing({ ...fullCopy({ id: "terminated", partnerIiaId: "p-terminated" }), terminatedAsAWhole: true, inEffect: true }),
  sharing(secret(fullCopy({ id: "draft" })), { stage: "draft" }), sharing(secret(fullCopy({ id: "deleted", partnerIiaId: "p-deleted" })), { stage: "deleted" }),
  sharing(secret(fullCopy({ id: "of-q", partner: Q }))), sharing(secret(fullCopy({ id: "of-q-draft", partner: Q })), { stage: "draft" }),
];

export const startNodeUnderFuzz = async ({ keptOneIn }: Depth): Promise<NodeUnderFuzz> => {
  const clock = steeredClock();
  const errors: string[] = [];
  const told = (message: string, facts: unknown) => void errors.push(`${message} ${JSON.stringify(facts)}`);
  // A refusal is a warning; evidence that could not be written is one too.
  const warned = (message: string, facts: unknown) => (message === "request" ? undefined : told(message, facts));
  const logger = { debug: () => undefined, info: () => undefined, warn: warned, error: told };
  const store = await embeddedStore({ clock, logger });
  const proposals = await enter(store);
  const quick = quickKeys();
  const server = quick.make();
  const hostOf = (heiId: string): TestHost => ({ heiId, client: quick.make(), server });
  const callers = { p: hostOf(P), q: hostOf(Q), portal: hostOf(PORTAL), nobody: hostOf("nobody.example"), stranger: hostOf("stranger.example") };
  const us = hostOf(US);
  const known = Object.entries(callers).filter(([name]) => name !== "stranger");
  const snapshot = quick.within(snapshotOf({
    hosts: [hostSpec(us), ...known.map(([name, host]) => hostSpec(host, name === "nobody" ? { heiIds: [] } : {}))],
    heis: [US, P, Q].map((id) => ({ id })), keys: [server, us.client, ...known.map(([, { client }]) => client)],
  }));
  const pending: { handler?: ReturnType<typeof createNetworkHandler> } = {};
  const listener = createNetworkServer((request, response) => pending.handler?.(request, response), { logger: keptLog() });
  const port = await listening(listener);
  const publicUrl = `https://127.0.0.1:${port}`;
  const keys = hostKeys(us);
  const services: EwpServices = {
    agreements: store.agreements, institutions: store.institutions, files: store.files, courses: store.courses, transcripts: store.transcripts, refreshRequests: store.refreshRequests,
    nominations: store.nominations, nominationCommands: servedNominations(store, clock),
    las: store.learningAgreements, learningAgreements: { receiveUpdate: receiveUpdates({ store: store.learningAgreements }) },
    namesOf: (asked) => snapshot.hei(asked)?.names ?? [],
    manifests: createManifests({
      institutions: store.institutions, keys, clock,
      publisher: { publicUrl, adminProvider: "Test (Passerelle)", adminEmail: "ewp@rive.example", apis: apis.map(({ api }) => api) },
    }),
  };
  let seen = 0;
  const exchanges = { save: store.exchanges.save, room: store.exchanges.room, record: (exchange: Parameters<Store["exchanges"]["record"]>[0]) => (seen++ % keptOneIn === 0 ? store.exchanges.record(exchange) : undefined) };
  pending.handler = createNetworkHandler({ served: apis, services, publicUrl, keys, catalogue: { current: () => snapshot }, exchanges, clock, ids: realIds, logger });
  return {
    port, clock, callers, proposals, privateKeys: new Map(Object.values(callers).map(({ client: { privateKey } }) => [fingerprintOf(createPublicKey(privateKey)), privateKey])), host: `127.0.0.1:${port}`,
    errors: () => errors.splice(0),
    close: async () => {
      await closed(listener);
      await store.close();
    },
  };
};

const enter = async (store: Store): Promise<Proposals> => {
  await store.agreements.decide({ heiId: US }, () => ({ agreements, changes: [] }));
  await store.institutions.put(FULL_INSTITUTION);
  for (const ounit of FULL_OUNITS) await store.institutions.putOunit(ounit);
  const file = { heiId: US, mediaType: "application/pdf", bytes: Buffer.from(`%PDF-1.4 ${CANARY}`), createdAt: new Date("2026-03-01T08:00:00.000Z") };
  await store.files.put({ ...file, id: "of-q" });
  await store.files.put({ ...file, id: "known", bytes: Buffer.from("%PDF-1.4") });
  return enterMobilities(store);
};

/** Of each kind one for partner P, one that is not sent and one for somebody else, which carry what P must not see. */
const enterMobilities = async (store: Store): Promise<Proposals> => {
  const proposals: Record<string, string> = {};
  for (const id of MOBILITIES) {
    const [partnerHeiId, email] = [id === "of-q" ? Q : P, id === "full" ? "ana@rive.example" : `${CANARY}@rive.example`];
    await store.nominations.decideOmobility({ heiId: US, partnerHeiId, id: omobilityId(id) }, () =>
      ({ omobilities: [omobility({ id, partnerHeiId, stage: id === "draft" ? "draft" : "sent", student: student({ email }) })], changes: [] }));
    if (id === "draft") continue;
    proposals[id] = await proposeLa(store.learningAgreements, { id, heiId: US, partnerHeiId });
    const [scope, transcript] = [{ heiId: US, partnerHeiId, omobilityId: omobilityId(id) }, { ...FULL, learner: { ...FULL.learner, givenNames: id === "full" ? "Zoë" : CANARY } }];
    await store.transcripts.decideOutgoing(scope, (_found, now) =>
      ({ outgoing: { ...scope, revision: 1, version: 1, stage: "issued", content: { results: [] }, transcript, createdAt: now, changedAt: now }, pdf: Buffer.from("%PDF"), changes: [] }));
  }
  return proposals;
};
