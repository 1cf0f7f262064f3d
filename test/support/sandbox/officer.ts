/** What an officer does and reads at the node of a stage, through the REST API. */
import { dataOf, OfficeRefused, type Schemas } from "../../../src/sandbox/office-client.js";
import type { Terms } from "../../../src/sandbox/side.js";
import type { Stage } from "./partner-stage.js";

export type Delivery = Schemas["Delivery"];
type CheckItem = Schemas["Check"]["items"][number];

export const officerAt = (stage: Stage) => {
  const { us, office } = stage;
  const at = (agreementId: string) => ({ params: { path: { heiId: us.heiId, agreementId } } });
  return {
    /** Drafts an agreement with two conditions of one kind and sends it. */
    send: async (partnerId: string): Promise<string> => {
      const id = await us.create(`${partnerId}.example`, terms(us.heiId, `${partnerId}.example`), `${partnerId} ${++sent}`);
      await us.send(id);
      return id;
    },
    deliveries: async (partnerId: string, kind: Delivery["kind"]): Promise<readonly Delivery[]> =>
      (await dataOf(office.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId: us.heiId }, query: { partner: `${partnerId}.example`, kind: [kind], limit: 200 } } }))).items,
    check: (id: string) => dataOf(office.GET("/institutions/{heiId}/agreements/{agreementId}/check", at(id))),
    /** One answer of the check. */
    item: async (id: string, code: string): Promise<CheckItem> => {
      const { items } = await dataOf(office.GET("/institutions/{heiId}/agreements/{agreementId}/check", at(id)));
      const found = items.find((item) => item.code === code);
      if (!found) throw new Error(`the check has no ${code}: ${items.map((item) => item.code).join(", ")}`);
      return found;
    },
    timeline: async (id: string) => (await dataOf(office.GET("/institutions/{heiId}/agreements/{agreementId}/timeline", at(id)))).items,
    incoming: async (partnerId: string) =>
      (await dataOf(office.GET("/institutions/{heiId}/incoming", { params: { path: { heiId: us.heiId }, query: { partner: `${partnerId}.example` } } }))).items,
    exchanges: async (partnerId: string, api: string) =>
      (await dataOf(office.GET("/institutions/{heiId}/exchanges", { params: { path: { heiId: us.heiId }, query: { partner: `${partnerId}.example`, api, limit: 100 } } }))).items,
    agreements: async (partnerId: string) =>
      (await dataOf(office.GET("/institutions/{heiId}/agreements", { params: { path: { heiId: us.heiId }, query: { partner: `${partnerId}.example` } } }))).items,
    refresh: (id: string) => dataOf(office.POST("/institutions/{heiId}/agreements/{agreementId}/refresh", at(id))),
    notify: (id: string) => dataOf(office.POST("/institutions/{heiId}/agreements/{agreementId}/notify", at(id))),
    again: (deliveryId: string) => dataOf(office.POST("/institutions/{heiId}/deliveries/{deliveryId}/retry", { params: { path: { heiId: us.heiId, deliveryId } } })),
    echo: (partnerId: string) => dataOf(office.POST("/partners/{partnerHeiId}/echo", { params: { path: { partnerHeiId: `${partnerId}.example` } }, body: { heiId: us.heiId } })),
    /** The refusal that something ends in. */
    refusal: async (work: Promise<unknown>): Promise<OfficeRefused> => {
      const error = await work.then(() => undefined, (thrown: unknown) => thrown);
      if (!(error instanceof OfficeRefused)) throw new Error(`expected a refusal, got ${String(error)}`);
      return error;
    },
  };
};

let sent = 0;

/** Two conditions of one kind, so that there is an order. */
export const terms = (ours: string, theirs: string): Terms => ({
  owner: { iiaCode: `ULI ${sent + 1}`, contacts: [] }, partner: { contacts: [] },
  conditions: ([[ours, theirs], [theirs, ours]] as const).map(([sendingHeiId, receivingHeiId]) => ({
    kind: "student-studies", sendingHeiId, sendingContacts: [], receivingHeiId, receivingContacts: [],
    firstAcademicYear: "2028/2029", lastAcademicYear: "2030/2031", mobilitiesPerYear: 5, totalMonthsPerYear: "25", blended: false, eqfLevels: [6, 7],
    languageSkills: [{ language: "en", cefrLevel: "B2" }], subjectAreas: [{ iscedFCode: "0613", clarification: "Software development" }],
  })),
});
