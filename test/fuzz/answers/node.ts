/** The node that asks: real calls over TLS, real agreements in a real store. */
import { createAgreements } from "../../../src/domain/agreements/service.js";
import { echoV2 } from "../../../src/ewp/echo/v2/api.js";
import { factsheetV1Client } from "../../../src/ewp/factsheet/v1/client.js";
import { fileV1Client } from "../../../src/ewp/file/v1/client.js";
import { iiasApprovalV2Client } from "../../../src/ewp/iias-approval/v2/client.js";
import { iiasV7Client } from "../../../src/ewp/iias/v7/client.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import { imobilitiesV2Client } from "../../../src/ewp/imobilities/v2/client.js";
import { imobilityTorsV3Client } from "../../../src/ewp/imobility-tors/v3/client.js";
import { omobilitiesV3Client } from "../../../src/ewp/omobilities/v3/client.js";
import { omobilityLasV1Client } from "../../../src/ewp/omobility-las/v1/client.js";
import { institutionsV2Client } from "../../../src/ewp/institutions/v2/client.js";
import { ounitsV2Client } from "../../../src/ewp/ounits/v2/client.js";
import { createCalls } from "../../../src/ewp/runtime/outgoing/create-calls.js";
import { createHttpClient } from "../../../src/ewp/runtime/outgoing/http-client.js";
import { createSender } from "../../../src/ewp/runtime/outgoing/send.js";
import type { HeiId } from "../../../src/kernel/ids.js";
import type { Store } from "../../../src/store/open.js";
import { fullCopy, sharing } from "../../support/agreements/copies.js";
import { hostKeys } from "../../support/ewp/ewp-hosts.js";
import { realIds } from "../../support/ewp/ewp-node.js";
import { US } from "../../support/ewp/slice-node.js";
import { steeredClock } from "../../support/fixed-ports.js";
import { embeddedStore } from "../../support/servers/embedded.js";
import { testTls } from "../../support/servers/tls.js";
import { type Depth, LANES } from "../run.js";
import { startPartners } from "./partners.js";
import { type Asked, MOBILITY, OURS, THEIRS } from "./usual.js";

/** A partner that sends without an end costs no more than this. */
const MAX_ANSWER_BYTES = 2_000_000;

export type AskingNode = Awaited<ReturnType<typeof startAskingNode>>;

export const startAskingNode = async ({ keptOneIn }: Depth) => {
  const clock = steeredClock();
  const errors: string[] = [];
  const lines: string[] = [];
  const keepLine = (message: string, facts?: unknown) => void lines.push(`${message} ${JSON.stringify(facts)}`);
  const logger = { debug: keepLine, info: keepLine, warn: keepLine, error: (message: string, facts?: unknown) => void errors.push(`${message} ${JSON.stringify(facts)}`) };
  const store = await embeddedStore({ clock, logger });
  const tls = await testTls();
  const partners = await startPartners(LANES, tls, clock.now);
  const catalogue = { current: () => partners.snapshot };
  const http = createHttpClient({ allowPrivateAddresses: true, extraCa: tls.ca, connectSeconds: 20, headersSeconds: 20, bodySeconds: 20, maxAnswerBytes: MAX_ANSWER_BYTES });
  let seen = 0;
  const exchanges = { save: async (exchange: Parameters<Store["exchanges"]["save"]>[0]) => (seen++ % keptOneIn === 0 ? store.exchanges.save(exchange) : undefined) };
  const calls = createCalls({
    catalogue, exchanges, clock, ids: realIds, logger,
    sender: createSender({ http, keys: hostKeys(partners.us), clock, ids: realIds }), monitor: { report: () => undefined },
  });
  const asking = { ...iiasV7Client(calls), ...iiasApprovalV2Client(calls), ...institutionsV2Client(calls), ...ounitsV2Client(calls), ...factsheetV1Client(calls), ...fileV1Client(calls) };
  const [nominations, las, tors, { stay }] = [omobilitiesV3Client(calls), omobilityLasV1Client(calls), imobilityTorsV3Client(calls), imobilitiesV2Client(calls)];
  const agreements = createAgreements({
    store: store.agreements, partners: asking, hashCopy, clock, ids: realIds, references: store.references, deliveries: store.deliveryFacts, reportFault: () => undefined,
    directory: { facts: async () => ({ inCatalogue: true, apis: ["iias", "iias-approval", "iia-cnr", "iia-approval-cnr"], name: "Partner" }) },
  });
  const ownCopy = (partner: HeiId) => fullCopy({ id: `${OURS}-${partner}`, own: US, partner, partnerIiaId: THEIRS });
  await store.agreements.decide({ heiId: US }, () => ({ agreements: partners.all.map(({ heiId }) => sharing(ownCopy(heiId))), changes: [] }));
  const ask = (asked: Asked, to: HeiId): Promise<unknown> => ({
    "iias-get": () => asking.fetch(US, to, THEIRS), "iias-index": () => asking.index(US, to), approval: () => asking.approval(US, to, OURS),
    institutions: () => asking.institution(US, to), ounits: () => asking.ounits(US, to, ["a"]), factsheet: () => asking.factsheet(US, to),
    "nominations-get": () => nominations.fetch(US, to, MOBILITY), "nominations-index": () => nominations.index(US, to), stay: () => stay(US, to, MOBILITY),
    "las-get": () => las.fetch({ heiId: US, partnerHeiId: to, omobilityId: MOBILITY }), "las-index": () => las.index(US, to),
    "tors-get": () => tors.fetch(US, to, MOBILITY), "tors-index": () => tors.index(US, to),
    file: () => asking.file(US, to, "f"), echo: () => calls.call({ from: US, to }, echoV2, "url", { echos: ["a"] }),
  })[asked]();
  return {
    partners, store, agreements, clock, ask,
    /** What our own copy has to say for ever. */
    termsWith: (partner: HeiId) => ownCopy(partner).conditions,
    errors: () => errors.splice(0), lines: () => lines.splice(0),
    close: async () => {
      await http.close();
      await partners.close();
      await store.close();
    },
  };
};
