/**
 * A node that serves everything of src/ewp/apis.ts from a real store, and callers of every kind: two partners that must not see each
 * other's agreements, the statistics portal, and a host that covers no institution.
 */
import { receiveUpdates } from "../../../src/domain/learning-agreements/service/received-updates.js";
import { createManifests } from "../../../src/ewp/discovery/v6/manifests.js";
import { apis, type EwpServices } from "../../../src/ewp/apis.js";
import { heiId, type HeiId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { embeddedStore } from "../servers/embedded.js";
import { hostKeys, hostSpec, snapshotOf, type TestHost, testHost } from "./ewp-hosts.js";
import { startNode, type TestNode } from "./ewp-node.js";
import { keptLog, steeredClock, type SteeredClock } from "../fixed-ports.js";
import { type ForeignAnswer, send } from "./signed-client.js";
import { servedNominations } from "../nominations/served-nominations.js";
import { testTls } from "../servers/tls.js";

export const US = heiId("rive.example");
export const P = heiId("lac.example");
export const Q = heiId("mont.example");
export const PORTAL = heiId("stats.erasmuswithoutpaper.eu");

export type Caller = "us" | "p" | "q" | "portal" | "nobody";
export type Form = readonly (readonly [name: string, value: string])[];

export interface Asking {
  /** Who signs; partner P unless told otherwise, `anonymous` for nobody. */
  readonly as?: Caller | "anonymous";
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Body instead of the form. */
  readonly body?: string;
  /** Query of a POST, which has to be ignored. */
  readonly query?: Form;
}

export interface SliceNode {
  readonly node: TestNode;
  readonly store: Store;
  readonly clock: SteeredClock;
  readonly hosts: Readonly<Record<Caller, TestHost>>;
  /** Asks `/ewp/<its institution>/<path>`, or an absolute path; a form goes into the query of a GET and into the body of a POST. */
  ask(path: string, form?: Form, asking?: Asking): Promise<ForeignAnswer>;
  close(): Promise<void>;
}

export const encoded = (form: Form): string => form.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
const withQuery = (path: string, form: Form): string => (form.length === 0 ? path : `${path}?${encoded(form)}`);
export const times = (count: number, name: string, value: string): Form => Array.from({ length: count }, () => [name, value] as const);

const hostsOf = (): Record<Caller, TestHost> =>
  ({ us: testHost(US), p: testHost(P), q: testHost(Q), portal: testHost(PORTAL), nobody: testHost("nobody.example") });

const catalogueOf = (hosts: Readonly<Record<Caller, TestHost>>) => snapshotOf({
  hosts: Object.entries(hosts).map(([caller, host]) => hostSpec(host, caller === "nobody" ? { heiIds: [] } : {})),
  heis: [US, P, Q].map((id) => ({ id })),
  keys: Object.values(hosts).flatMap(({ client, server }) => [client, server]),
});

/** With `hosts` of another node: its partner, which knows the same network. */
export const startSliceNode = async ({ as: served = "us", hosts = hostsOf() }: { readonly as?: "us" | "p"; readonly hosts?: SliceNode["hosts"] } = {}): Promise<SliceNode> => {
  const clock = steeredClock();
  const store = await embeddedStore({ clock, logger: keptLog() });
  const ours = hosts[served];
  const snapshot = catalogueOf(hosts);
  const services = (publicUrl: string): EwpServices => ({
    agreements: store.agreements, institutions: store.institutions, files: store.files, courses: store.courses, transcripts: store.transcripts, refreshRequests: store.refreshRequests,
    nominations: store.nominations, nominationCommands: servedNominations(store, clock),
    las: store.learningAgreements, learningAgreements: { receiveUpdate: receiveUpdates({ store: store.learningAgreements }) },
    namesOf: (asked: HeiId) => snapshot.hei(asked)?.names ?? [],
    manifests: createManifests({
      institutions: store.institutions, keys: hostKeys(ours), clock,
      publisher: { publicUrl, adminProvider: "Test (Passerelle)", adminEmail: "ewp@rive.example", apis: apis.map(({ api }) => api) },
    }),
  });
  const node = await startNode({ tls: await testTls(), served: apis, services, hosts: [ours], catalogue: { current: () => snapshot }, clock });
  return {
    node, store, clock, hosts,
    ask: (path, form = [], { as = "p", method = "GET", headers = {}, body, query = [] } = {}) => {
      const whole = path.startsWith("/") ? path : `/ewp/${ours.heiId}/${path}`;
      const key = as === "anonymous" ? undefined : hosts[as].client;
      return method === "POST"
        ? send(node, { method, path: withQuery(whole, query), body: body ?? encoded(form), key, headers })
        : send(node, { method, path: withQuery(whole, form), key, headers });
    },
    close: async () => {
      await node.close();
      await store.close();
    },
  };
};
