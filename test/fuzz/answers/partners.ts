/** Partners, one per lane, behind one server: what each answers next is planned by the case. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { heiId, type HeiId } from "../../../src/kernel/ids.js";
import type { Snapshot } from "../../../src/registry/model.js";
import { hostSpec, snapshotOf, type TestHost } from "../../support/ewp/ewp-hosts.js";
import { closed, listening } from "../../support/ewp/ewp-node.js";
import { digestOf, signatureOver } from "../../support/ewp/signed-client.js";
import { US } from "../../support/ewp/slice-node.js";
import { apiEntry, httpSecurity, parts, type TestKey } from "../../support/registry/catalogue-xml.js";
import type { TestTls } from "../../support/servers/tls.js";
import { quickKeys } from "../quick-keys.js";
import type { PlannedAnswer } from "./answer-bends.js";

export interface Partner {
  /** Signs answers; the same for all, since making keys takes long. */
  readonly key: TestKey;
  readonly heiId: HeiId;
  next: PlannedAnswer;
}

export interface Partners {
  readonly us: TestHost;
  readonly all: readonly Partner[];
  readonly snapshot: Snapshot;
  close(): Promise<void>;
}

const entriesAt = (url: string): string[] => [
  apiEntry("iias", "7.0.0", httpSecurity() + parts({ "get-url": `${url}/iias-get`, "max-iia-ids": 3, "index-url": `${url}/iias-index`, "stats-url": `${url}/stats` })),
  apiEntry("iia-cnr", "3.0.0", httpSecurity() + parts({ url: `${url}/iia-cnr` })),
  apiEntry("iias-approval", "2.0.0", httpSecurity() + parts({ url: `${url}/approval`, "max-iia-ids": 1 })),
  apiEntry("iia-approval-cnr", "2.0.0", httpSecurity() + parts({ url: `${url}/approval-cnr` })),
  apiEntry("institutions", "2.2.0", httpSecurity() + parts({ url: `${url}/institutions`, "max-hei-ids": 1 })),
  apiEntry("organizational-units", "2.1.1", httpSecurity() + parts({ url: `${url}/ounits`, "max-ounit-ids": 3, "max-ounit-codes": 3 })).replaceAll("ewp-specs-api-organizational-units", "ewp-specs-api-ounits"),
  apiEntry("factsheet", "1.2.0", httpSecurity() + parts({ url: `${url}/factsheet`, "max-hei-ids": 1 })),
  apiEntry("file", "1.0.0", httpSecurity() + parts({ url: `${url}/file` })),
  apiEntry("omobilities", "3.0.0", httpSecurity() + parts({ "get-url": `${url}/nominations-get`, "index-url": `${url}/nominations-index`, "update-url": `${url}/update`, "max-omobility-ids": 3 })),
  apiEntry("imobilities", "2.0.0", httpSecurity() + parts({ "get-url": `${url}/stay`, "max-omobility-ids": 3 })),
  apiEntry("omobility-las", "1.2.0", httpSecurity() + parts({ "get-url": `${url}/las-get`, "index-url": `${url}/las-index`, "update-url": `${url}/update`, "max-omobility-ids": 3 })),
  apiEntry("imobility-tors", "3.0.0", httpSecurity() + parts({ "get-url": `${url}/tors-get`, "index-url": `${url}/tors-index`, "max-omobility-ids": 3 })),
  apiEntry("echo", "2.0.1", httpSecurity() + parts({ url: `${url}/echo` })),
];

export const startPartners = async (number: number, tls: TestTls, now: () => Date): Promise<Partners> => {
  const quick = quickKeys();
  const key = quick.make();
  const us: TestHost = { heiId: US, client: quick.make(), server: key };
  const all: Partner[] = Array.from({ length: number }, (_, lane) => ({ key, heiId: heiId(`partner-${lane}.example`), next: { body: Buffer.alloc(0), status: 500, headers: {} } }));
  const server: Server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    const partner = all[Number(/^\/(\d+)\//.exec(request.url ?? "")?.[1])];
    request.on("error", () => undefined).resume().on("end", () => (partner ? answer(partner, { request, response, now }) : response.destroy()));
  });
  server.on("clientError", (_, socket) => socket.destroy());
  const port = await listening(server);
  const snapshot = quick.within(snapshotOf({
    hosts: [hostSpec(us), ...all.map((partner, lane) => ({ heiIds: [partner.heiId], serverKeys: [key.fingerprint], entries: entriesAt(`https://127.0.0.1:${port}/${lane}`) }))],
    heis: all.map((partner) => ({ id: partner.heiId })), keys: [us.client, key],
  }));
  return { us, all, snapshot, close: () => closed(server) };
};

const answer = ({ key, next }: Partner, { request, response, now }: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly now: () => Date }): void => {
  if (next.raw) return void response.socket?.end(next.raw);
  const asked = request.headers;
  const usual: Record<string, string | undefined> = {
    "content-type": "text/xml; charset=utf-8", date: now().toUTCString(), digest: digestOf(next.body), "x-request-id": String(asked["x-request-id"]),
    "x-request-signature": /signature="([^"]*)"/.exec(asked["authorization"] ?? "")?.[1], ...next.headers,
  };
  const headers = Object.fromEntries(Object.entries(usual).filter((entry): entry is [string, string] => entry[1] !== undefined));
  const names = next.names?.(Object.keys(headers)) ?? Object.keys(headers);
  const signature = `keyId="${key.fingerprint}",algorithm="rsa-sha256",headers="${names.join(" ")}",signature="${signatureOver(names, headers, key)}"`;
  const signed = { headers: { ...headers, signature }, body: next.body };
  const { headers: sent, body } = next.spoil?.(signed) ?? signed;
  try {
    response.sendDate = false;
    response.writeHead(next.status, sent).end(body);
  } catch {
    response.destroy();
  }
};
