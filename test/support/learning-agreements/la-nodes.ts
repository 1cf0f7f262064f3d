/** Two nodes with real stores that talk over TLS, and a queue that is worked off by hand. */
import { receiveUpdates } from "../../../src/domain/learning-agreements/service/received-updates.js";
import { createLearningAgreements, type LearningAgreements } from "../../../src/domain/learning-agreements/service.js";
import { omobilityLaCnrV1Client } from "../../../src/ewp/omobility-la-cnr/v1/client.js";
import { serveOmobilityLaCnrV1 } from "../../../src/ewp/omobility-la-cnr/v1/server.js";
import { omobilityLasV1Client } from "../../../src/ewp/omobility-las/v1/client.js";
import { serveOmobilityLasV1 } from "../../../src/ewp/omobility-las/v1/server.js";
import { endpointUrl } from "../../../src/ewp/runtime/routes.js";
import { type HeiId, omobilityId } from "../../../src/kernel/ids.js";
import type { Snapshot } from "../../../src/registry/model.js";
import type { Store } from "../../../src/store/open.js";
import { startCaller, type TestCaller } from "../ewp/ewp-caller.js";
import { hostSpec, snapshotOf, type TestHost, testHost } from "../ewp/ewp-hosts.js";
import { startNode, type TestNode } from "../ewp/ewp-node.js";
import { workOff } from "../ewp/work-off.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { apiEntry, httpSecurity, parts } from "../registry/catalogue-xml.js";
import { embeddedStore } from "../servers/embedded.js";
import { type TestTls, testTls } from "../servers/tls.js";
import { RECEIVER, SENDER } from "./sample-las.js";

export interface LaNode {
  readonly heiId: HeiId;
  readonly store: Store;
  readonly node: TestNode;
  readonly caller: TestCaller;
  readonly las: LearningAgreements;
  /** Does what is due in the outbox, until nothing is; returns `kind objectId result`. */
  work(): Promise<readonly string[]>;
}

const LAS = serveOmobilityLasV1.api;
const CNR = serveOmobilityLaCnrV1.api;

const entriesOf = (url: string, heiId: HeiId): readonly string[] => [
  apiEntry("omobility-las", LAS.version, httpSecurity() + parts({
    ...Object.fromEntries(["get", "index", "update", "stats"].map((name) => [`${name}-url`, endpointUrl(url, heiId, LAS, name)])), "max-omobility-ids": 50,
  })),
  apiEntry("omobility-la-cnr", CNR.version, httpSecurity() + parts({ url: endpointUrl(url, heiId, CNR, "url"), "stats-url": endpointUrl(url, heiId, CNR, "stats"), "max-omobility-ids": 50 })),
];

const startOne = async (host: TestHost, tls: TestTls, clock: SteeredClock, catalogue: { current(): Snapshot | undefined }): Promise<LaNode & { close(): Promise<void> }> => {
  const heiId = host.heiId as HeiId;
  const store = await embeddedStore({ clock, logger: keptLog() });
  const caller = startCaller({ hosts: [host], catalogue, clock, extraCa: tls.ca });
  const las = createLearningAgreements({ store: store.learningAgreements, references: { unknownOunits: async () => [] }, partners: omobilityLasV1Client(caller.calls) });
  const node = await startNode({
    tls, served: [serveOmobilityLasV1, serveOmobilityLaCnrV1], hosts: [host], catalogue, clock,
    services: { las: store.learningAgreements, learningAgreements: { receiveUpdate: receiveUpdates({ store: store.learningAgreements }) }, refreshRequests: store.refreshRequests },
  });
  const cnr = omobilityLaCnrV1Client(caller.calls);
  const work = workOff(store, clock, {
    notify: { "omobility-la-cnr": (ours, theirs, id) => cnr(ours, theirs, omobilityId(id)) }, update: { "update-omobility-la": las.tell },
    refresh: { "refresh-omobility-la": las.refresh }, toRefresh: { "omobility-las": las.toRefresh },
  });
  return { heiId, store, node, caller, las, work, close: async () => { await node.close(); await caller.close(); await store.close(); } };
};

export const startLaNodes = async () => {
  const clock = steeredClock();
  const tls = await testTls();
  const hosts = { sender: testHost(SENDER), receiver: testHost(RECEIVER), portal: testHost("stats.erasmuswithoutpaper.eu"), other: testHost("other.example.org") };
  const known: { snapshot?: Snapshot } = {};
  const catalogue = { current: () => known.snapshot };
  const [sender, receiver] = [await startOne(hosts.sender, tls, clock, catalogue), await startOne(hosts.receiver, tls, clock, catalogue)];
  known.snapshot = snapshotOf({
    hosts: [
      hostSpec(hosts.sender, { entries: entriesOf(sender.node.publicUrl, SENDER) }), hostSpec(hosts.receiver, { entries: entriesOf(receiver.node.publicUrl, RECEIVER) }),
      hostSpec(hosts.portal), hostSpec(hosts.other),
    ],
    keys: Object.values(hosts).flatMap(({ client, server }) => [client, server]),
  });
  /** Both queues until both are at rest. */
  const settle = async (): Promise<readonly string[]> => {
    const done: string[] = [];
    for (;;) {
      const now = [...(await sender.work()), ...(await receiver.work())];
      if (now.length === 0) return done;
      done.push(...now);
    }
  };
  return { clock, hosts, sender, receiver, settle, close: async () => { await sender.close(); await receiver.close(); } };
};
