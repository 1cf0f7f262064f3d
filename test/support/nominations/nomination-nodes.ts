/** Two nodes with real stores that nominate over TLS; what each offers in the catalogue can be restricted, also while they run. */
import { attemptWith } from "../../../src/delivery/attempt.js";
import { createNominations, type Nominations } from "../../../src/domain/nominations/service.js";
import { REFRESH_KINDS } from "../../../src/domain/refresh-requests.js";
import { apis, type EwpServices } from "../../../src/ewp/apis.js";
import { nominationNotifiers, partnerNominations } from "../../../src/ewp/partner-nominations.js";
import type { Served } from "../../../src/ewp/runtime/serve.js";
import { type HeiId, omobilityId } from "../../../src/kernel/ids.js";
import { NOTIFICATION_KINDS, PERIODIC, type PeriodicApi, UPDATE_KINDS } from "../../../src/outbox/model.js";
import type { Snapshot } from "../../../src/registry/model.js";
import type { Store } from "../../../src/store/open.js";
import { catalogueEntry } from "../ewp/catalogue-entry.js";
import { startCaller, type TestCaller } from "../ewp/ewp-caller.js";
import { hostSpec, snapshotOf, type TestHost, testHost } from "../ewp/ewp-hosts.js";
import { realIds, startNode, type TestNode } from "../ewp/ewp-node.js";
import { everyKind } from "../every-kind.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { embeddedStore } from "../servers/embedded.js";
import { type TestTls, testTls } from "../servers/tls.js";
import { A, B } from "./nomination-network.js";

/** `name/vN` of APIs. */
export const CURRENT = ["omobilities/v3", "omobility-cnr/v2", "omobility-stats/v1", "imobilities/v2", "imobility-cnr/v2"] as const;
export const OLDER = ["omobilities/v2", "omobility-cnr/v1", "imobilities/v1", "imobility-cnr/v1"] as const;
const nameOf = ({ api }: Served<EwpServices>): string => `${api.name}/v${api.major}`;
const SERVED = apis.filter((one) => [...CURRENT, ...OLDER].some((name) => name === nameOf(one)));

export interface NominationNode {
  readonly heiId: HeiId;
  readonly store: Store;
  readonly node: TestNode;
  readonly caller: TestCaller;
  readonly nominations: Nominations;
  /** What this node sees of the network. */
  view: Snapshot | undefined;
  /** Does what is due in the outbox, until nothing is; returns `kind result`. */
  work(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const startOne = async (host: TestHost, tls: TestTls, clock: SteeredClock): Promise<NominationNode> => {
  const heiId = host.heiId as HeiId;
  const store = await embeddedStore({ clock, logger: keptLog() });
  const seen: { view?: Snapshot | undefined } = {};
  const catalogue = { current: () => seen.view };
  const caller = startCaller({ hosts: [host], catalogue, clock, extraCa: tls.ca });
  const nominations = createNominations({
    store: store.nominations, clock, ids: realIds, references: store.references, partners: partnerNominations(caller.calls, catalogue), agreements: { inForceWith: async () => [] },
  });
  const services = { nominations: store.nominations, nominationCommands: nominations, refreshRequests: store.refreshRequests };
  // Only nominations are served here, and these are all that they need.
  const node = await startNode({ tls, served: SERVED, hosts: [host], catalogue, clock, services: services as unknown as EwpServices });
  const unexpected = async (): Promise<never> => { throw new Error("not a matter of nominations"); };
  const tell = nominationNotifiers(caller.calls, catalogue);
  const attempt = attemptWith({
    notify: {
      ...everyKind(NOTIFICATION_KINDS, () => unexpected),
      "omobility-cnr": (ours, theirs, id) => nominations.notify(ours, theirs, omobilityId(id), () => tell.omobility(ours, theirs, omobilityId(id))),
      "imobility-cnr": (ours, theirs, id) => tell.imobility(ours, theirs, omobilityId(id)),
    },
    update: everyKind(UPDATE_KINDS, () => unexpected),
    refresh: {
      ...everyKind(REFRESH_KINDS, () => unexpected),
      "refresh-omobility": (ours, theirs, id) => nominations.refreshNomination(ours, theirs, omobilityId(id)),
      "refresh-imobility": (ours, theirs, id) => nominations.refreshStay(ours, theirs, omobilityId(id)),
    },
    toRefresh: { ...everyKind(Object.keys(PERIODIC) as PeriodicApi[], () => unexpected), omobilities: nominations.nominationsToRefresh, imobilities: nominations.staysToRefresh },
    tellWebhook: unexpected, refreshRequests: store.refreshRequests, pulls: store.pulls, surveys: store.surveys, clock,
  }, keptLog());
  const work = async (): Promise<readonly string[]> => {
    const done: string[] = [];
    for (;;) {
      const rows = await store.outbox.claim({ now: clock.now(), leaseMs: 60_000, limit: 20, perPartner: 20 });
      if (rows.length === 0) return done;
      for (const row of rows) {
        const outcome = await attempt(row);
        await store.outbox.finish(row, { state: outcome.result === "delivered" ? "delivered" : "stopped", dueAt: clock.now(), endedAt: clock.now(), ...(outcome.result !== "delivered" && { reason: outcome.reason }) });
        done.push(outcome.result === "delivered" ? row.kind : `${row.kind} ${outcome.result}: ${outcome.reason}`);
      }
    }
  };
  return {
    heiId, store, node, caller, nominations, work,
    get view() { return seen.view; },
    set view(view) { seen.view = view; },
    close: async () => { await node.close(); await caller.close(); await store.close(); },
  };
};

export const startNominationNodes = async () => {
  const clock = steeredClock();
  const tls = await testTls();
  const hosts = { sender: testHost(A), receiver: testHost(B) };
  const [sender, receiver] = [await startOne(hosts.sender, tls, clock), await startOne(hosts.receiver, tls, clock)];
  const entriesOf = ({ node, heiId }: NominationNode, offered: readonly string[]) =>
    SERVED.filter((one) => offered.includes(nameOf(one))).map(({ api }) => catalogueEntry(api, node.publicUrl, heiId));
  /** What each of the two offers, in the eyes of the other. */
  const offering = (bySender: readonly string[], byReceiver: readonly string[]): void => {
    const snapshot = snapshotOf({
      hosts: [hostSpec(hosts.sender, { entries: entriesOf(sender, bySender) }), hostSpec(hosts.receiver, { entries: entriesOf(receiver, byReceiver) })],
      keys: Object.values(hosts).flatMap(({ client, server }) => [client, server]),
    });
    sender.view = snapshot;
    receiver.view = snapshot;
  };
  /** Both queues until both are at rest. */
  const settle = async (): Promise<readonly string[]> => {
    const done: string[] = [];
    for (;;) {
      const now = [...(await sender.work()), ...(await receiver.work())];
      if (now.length === 0) return done;
      done.push(...now);
    }
  };
  return { clock, sender, receiver, offering, settle, close: async () => { await sender.close(); await receiver.close(); } };
};
