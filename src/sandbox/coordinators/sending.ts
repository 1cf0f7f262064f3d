import { dataOf, type OfficeClient, type Schemas } from "../office-client.js";
import type { SampleInstitution } from "../samples/institutions.js";
import { unlessUnknown } from "./unless-unknown.js";

export type OutgoingNomination = Schemas["OutgoingNomination"];
export type OutgoingLa = Schemas["OutgoingLearningAgreement"];
export type IncomingTranscript = Schemas["IncomingTranscript"];

/** What a coordinator does for students who go abroad, at the sending institution's node: all through the REST API. */
export class SendingCoordinator {
  constructor(readonly institution: SampleInstitution, readonly office: OfficeClient) {}

  get heiId(): string {
    return this.institution.heiId;
  }

  /** Makes a draft; the same key makes it once only, however often it is asked for. */
  async draftNomination(partnerHeiId: string, form: Schemas["NominationForm"], idempotencyKey: string): Promise<OutgoingNomination> {
    const params = { path: { heiId: this.heiId }, header: { "Idempotency-Key": idempotencyKey } };
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-nominations", { params, body: { partnerHeiId, ...form } }));
  }

  nomination(id: string): Promise<OutgoingNomination> {
    return dataOf(this.office.GET("/institutions/{heiId}/outgoing-nominations/{omobilityId}", { params: this.#at(id) }));
  }

  sendNomination(id: string): Promise<OutgoingNomination> {
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/send", { params: this.#at(id) }));
  }

  cancelNomination(id: string): Promise<OutgoingNomination> {
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/cancel", { params: this.#at(id) }));
  }

  /** Cancels it and makes a draft in its place, whose own id this gives. */
  async replaceNomination(id: string, form: Schemas["NominationForm"], idempotencyKey: string): Promise<OutgoingNomination> {
    const params = { ...this.#at(id), header: { "Idempotency-Key": idempotencyKey } };
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/replace", { params, body: form }));
  }

  /** Places of one agreement in one academic year. */
  async seats(academicYear: string, agreementId: string): Promise<readonly Schemas["SeatLine"][]> {
    const params = { path: { heiId: this.heiId }, query: { direction: "outgoing" as const, academicYear } };
    return (await dataOf(this.office.GET("/institutions/{heiId}/seats", { params }))).items.filter((line) => line.agreementId === agreementId);
  }

  /** Undefined before it was drafted. */
  learningAgreement(id: string): Promise<OutgoingLa | undefined> {
    return unlessUnknown(dataOf(this.office.GET("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}", { params: this.#at(id) })));
  }

  async draftLa(id: string, { partnerHeiId, details, components }: Pick<Schemas["NewLearningAgreement"], "partnerHeiId" | "details" | "components">, idempotencyKey: string): Promise<OutgoingLa> {
    const params = { path: { heiId: this.heiId }, header: { "Idempotency-Key": idempotencyKey } };
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-learning-agreements", { params, body: { partnerHeiId, omobilityId: id, mobilityType: "semester", details, components } }));
  }

  /** The next proposal from these tables, based on the present revision. */
  async redraftLa(id: string, components: Schemas["LaComponents"]): Promise<OutgoingLa> {
    const la = await this.learningAgreement(id);
    if (!la) throw new Error(`${this.heiId} has no learning agreement ${id}.`);
    const params = { ...this.#at(id), header: { "If-Match": `"${la.revision}"` } };
    return dataOf(this.office.PUT("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/draft", { params, body: { components } }));
  }

  /** Both signatures of the sending side, whichever is still missing: the proposal leaves. */
  async signLa(id: string): Promise<void> {
    if ((await this.learningAgreement(id))?.turn === "student") await this.signAsStudent(id);
    if ((await this.learningAgreement(id))?.turn === "sending") await this.signAsSender(id);
  }

  signAsStudent(id: string): Promise<OutgoingLa> {
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/student-signature", { params: this.#at(id), body: { app: "Student portal" } }));
  }

  signAsSender(id: string): Promise<OutgoingLa> {
    const body = { name: "Anna Linde", position: "Departmental coordinator", email: `anna.linde@${this.heiId}` };
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-learning-agreements/{omobilityId}/sending-signature", { params: this.#at(id), body }));
  }

  /** What the partner's catalogue says of these courses now. */
  async partnerCourses(partnerHeiId: string, losIds: readonly string[]): Promise<readonly Schemas["PublishedCourse"][]> {
    const params = { path: { heiId: this.heiId, partnerHeiId }, query: { losId: [...losIds] } };
    return (await dataOf(this.office.GET("/institutions/{heiId}/partners/{partnerHeiId}/courses", { params }))).items;
  }

  /** Undefined before the partner's notification arrived. */
  transcript(partnerHeiId: string, omobilityId: string): Promise<IncomingTranscript | undefined> {
    const params = { path: { heiId: this.heiId, partnerHeiId, omobilityId } };
    return unlessUnknown(dataOf(this.office.GET("/institutions/{heiId}/incoming-transcripts/{partnerHeiId}/{omobilityId}", { params })));
  }

  /** Newest first. */
  async recognitions(partnerHeiId: string, omobilityId: string): Promise<readonly Schemas["Recognition"][]> {
    const params = { path: { heiId: this.heiId, partnerHeiId, omobilityId } };
    return (await dataOf(this.office.GET("/institutions/{heiId}/incoming-transcripts/{partnerHeiId}/{omobilityId}/recognitions", { params }))).items;
  }

  /** Says which result of the transcript that was looked at belongs to a component that waits, both by title; the rules decide the rest. */
  async matchResult({ partnerHeiId, omobilityId, current, recognition }: IncomingTranscript, titles: { readonly component: string; readonly result: string }): Promise<IncomingTranscript> {
    const waiting = recognition?.components.find(({ component, outcome }) => component?.title === titles.component && outcome === "waiting");
    const result = current.transcript.reports.flatMap(({ results }) => results).find((one) => one.titles.some(({ text }) => text === titles.result));
    if (!waiting?.component || !result) throw new Error(`No component "${titles.component}" waits, or there is no result "${titles.result}".`);
    const params = { path: { heiId: this.heiId, partnerHeiId, omobilityId } };
    const body = { reviewedVersion: current.version, decisions: [{ componentId: waiting.component.id, resultKey: result.key }] };
    return dataOf(this.office.POST("/institutions/{heiId}/incoming-transcripts/{partnerHeiId}/{omobilityId}/recognitions", { params, body }));
  }

  #at(omobilityId: string) {
    return { path: { heiId: this.heiId, omobilityId } };
  }
}
