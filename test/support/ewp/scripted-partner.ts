/** Our client against partner P, whose server says what the test wants: real signatures, TLS and a catalogue with its entries. */
import type { ServerResponse } from "node:http";
import type { PartnerFailure } from "../../../src/domain/partner-failure.js";
import { apiEntry, httpSecurity, parts } from "../registry/catalogue-xml.js";
import { startCaller, type TestCaller } from "./ewp-caller.js";
import { hostSpec, snapshotOf, type TestHost, testHost } from "./ewp-hosts.js";
import { answerSigned, type PartnerServer, type ReceivedRequest, startPartner } from "./partner-server.js";
import { P, US } from "./slice-node.js";
import { testTls } from "../servers/tls.js";

export interface ScriptedPartner {
  readonly caller: TestCaller;
  readonly server: PartnerServer;
  readonly hosts: { readonly us: TestHost; readonly p: TestHost };
  /** What P answers from now on, signed with its key: a text, or one made from the parameters that it was sent. */
  answers(answer: string | ((params: URLSearchParams) => string), media?: string): void;
  /** Parameters of the requests since the last time this was asked, in order. */
  asked(): { readonly method: string; readonly path: string; readonly params: string }[];
  close(): Promise<void>;
}

const GH = "https://github.com/erasmus-without-paper";

/** Entries as partners write them; limits differ from ours on purpose. */
const entriesAt = (url: string): string[] => [
  apiEntry("iias", "7.0.0", httpSecurity() + parts({ "get-url": `${url}/iias/get`, "max-iia-ids": 3, "index-url": `${url}/iias/index`, "stats-url": `${url}/iias/stats` })),
  apiEntry("iia-cnr", "3.0.0", httpSecurity() + parts({ url: `${url}/iia-cnr` })),
  apiEntry("iias-approval", "2.0.0", httpSecurity() + parts({ url: `${url}/approval`, "max-iia-ids": 1 })),
  apiEntry("iia-approval-cnr", "2.0.0", httpSecurity() + parts({ url: `${url}/approval-cnr` })),
  apiEntry("institutions", "2.2.0", httpSecurity() + parts({ url: `${url}/institutions`, "max-hei-ids": 1 })),
  apiEntry("organizational-units", "2.1.1", httpSecurity() + parts({ url: `${url}/ounits`, "max-ounit-ids": 3, "max-ounit-codes": 3 })).replaceAll("ewp-specs-api-organizational-units", "ewp-specs-api-ounits"),
  apiEntry("factsheet", "1.2.0", httpSecurity() + parts({ url: `${url}/factsheet`, "max-hei-ids": 1 })),
  apiEntry("file", "1.0.0", httpSecurity() + parts({ url: `${url}/file` })),
];

const paramsOf = ({ method, target, body }: ReceivedRequest): URLSearchParams => new URLSearchParams(method === "POST" ? body : target.split("?")[1] ?? "");

export const startScriptedPartner = async (): Promise<ScriptedPartner> => {
  const tls = await testTls();
  const server = await startPartner(tls);
  const hosts = { us: testHost(US), p: testHost(P) };
  const snapshot = snapshotOf({
    hosts: [hostSpec(hosts.us), hostSpec(hosts.p, { entries: entriesAt(server.url) })],
    keys: Object.values(hosts).flatMap(({ client, server: own }) => [client, own]),
  });
  const caller = startCaller({ hosts: [hosts.us], catalogue: { current: () => snapshot }, extraCa: tls.ca, headersSeconds: 20, bodySeconds: 20, maxAnswerBytes: 20_000_000 });
  return {
    caller, server, hosts,
    answers: (answer, media = "text/xml; charset=utf-8") => {
      server.respond = (request: ReceivedRequest, response: ServerResponse) => {
        const body = typeof answer === "string" ? answer : answer(paramsOf(request));
        answerSigned({ key: hosts.p.server, clock: caller.clock, body, headers: { "content-type": media } })(request, response);
      };
    },
    asked: () => server.requests.splice(0).map((request) => ({ method: request.method, path: request.target.split("?")[0] ?? "", params: paramsOf(request).toString() })),
    close: async () => {
      await caller.close();
      await server.close();
    },
  };
};

/** The failure that a call to P ends with. */
export const failureOf = async (call: Promise<unknown>): Promise<Pick<PartnerFailure, "reason" | "retry" | "status" | "serverMessage">> => {
  try {
    await call;
  } catch (error) {
    const { reason, retry, status, serverMessage } = error as PartnerFailure;
    return { reason, retry, status, serverMessage };
  }
  throw new Error("the call went well");
};

/** Namespaces as partners write them in templates. */
export const NS = {
  iiasGet: `${GH}/ewp-specs-api-iias/blob/stable-v7/endpoints/get-response.xsd`,
  iiasIndex: `${GH}/ewp-specs-api-iias/blob/stable-v7/endpoints/index-response.xsd`,
  approval: `${GH}/ewp-specs-api-iias-approval/tree/stable-v2`,
  iiaCnr: `${GH}/ewp-specs-api-iia-cnr/tree/stable-v3`,
  approvalCnr: `${GH}/ewp-specs-api-iia-approval-cnr/tree/stable-v2`,
  institutions: `${GH}/ewp-specs-api-institutions/tree/stable-v2`,
  ounits: `${GH}/ewp-specs-api-ounits/tree/stable-v2`,
  factsheet: `${GH}/ewp-specs-api-factsheet/tree/stable-v1`,
  phone: `${GH}/ewp-specs-types-phonenumber/tree/stable-v1`,
} as const;
