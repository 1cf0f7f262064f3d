import { dataOf, type OfficeClient, type Schemas } from "../office-client.js";
import type { SampleInstitution } from "../samples/institutions.js";
import { unlessUnknown } from "./unless-unknown.js";

export type IncomingNomination = Schemas["IncomingNomination"];
export type IncomingLa = Schemas["IncomingLearningAgreement"];
export type OutgoingTranscript = Schemas["OutgoingTranscript"];

/** What a coordinator does for students who come from one partner, at the receiving institution's node: all through the REST API. */
export class ReceivingCoordinator {
  constructor(readonly institution: SampleInstitution, readonly office: OfficeClient, readonly partnerHeiId: string) {}

  get heiId(): string {
    return this.institution.heiId;
  }

  /** Undefined before the partner's notification arrived. */
  nomination(id: string): Promise<IncomingNomination | undefined> {
    return unlessUnknown(dataOf(this.office.GET("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}", { params: this.#at(id) })));
  }

  /** Approves the proposal as it is known here, unless that was done before. */
  async approveNomination(id: string): Promise<IncomingNomination> {
    const known = await this.#known(id, this.nomination(id));
    if (known.status === "approved") return known;
    return dataOf(this.office.POST("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/approve", { params: this.#at(id), body: { proposalId: known.current.nomination.proposalId } }));
  }

  /** Rejects the proposal as it is known here, unless that was done before. */
  async rejectNomination(id: string, comment: string): Promise<IncomingNomination> {
    const known = await this.#known(id, this.nomination(id));
    if (known.status === "rejected") return known;
    return dataOf(this.office.POST("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/reject", { params: this.#at(id), body: { proposalId: known.current.nomination.proposalId, comment } }));
  }

  /** Places of one agreement in one academic year. */
  async seats(academicYear: string, agreementId: string): Promise<readonly Schemas["SeatLine"][]> {
    const params = { path: { heiId: this.heiId }, query: { direction: "incoming" as const, academicYear } };
    return (await dataOf(this.office.GET("/institutions/{heiId}/seats", { params }))).items.filter((line) => line.agreementId === agreementId);
  }

  /** Enters the days on which the student came and left. */
  enterStay(id: string, stay: Schemas["Stay"]): Promise<IncomingNomination> {
    return dataOf(this.office.PUT("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/stay", { params: this.#at(id), body: stay }));
  }

  /** Undefined before the partner's notification arrived. */
  learningAgreement(id: string): Promise<IncomingLa | undefined> {
    return unlessUnknown(dataOf(this.office.GET("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}", { params: this.#at(id) })));
  }

  /** Signs the proposal as it is known here. */
  async approveLa(id: string): Promise<IncomingLa> {
    return dataOf(this.office.POST("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}/approve", { params: this.#at(id), body: await this.#reviewed(id) }));
  }

  /** Sends the proposal as it is known here back with a comment. */
  async commentLa(id: string, comment: string): Promise<IncomingLa> {
    return dataOf(this.office.POST("/institutions/{heiId}/incoming-learning-agreements/{partnerHeiId}/{omobilityId}/comment", { params: this.#at(id), body: { ...await this.#reviewed(id), comment } }));
  }

  /** Undefined before results were entered. */
  transcript(id: string): Promise<OutgoingTranscript | undefined> {
    return unlessUnknown(dataOf(this.office.GET("/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}", { params: this.#at(id) })));
  }

  /** Enters the student's results, or replaces what was entered. */
  async enterResults(id: string, results: Schemas["TranscriptContent"]["results"]): Promise<OutgoingTranscript> {
    const before = await this.transcript(id);
    const params = { ...this.#at(id), ...before && { header: { "If-Match": `"${before.revision}"` } } };
    return dataOf(this.office.PUT("/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}", { params, body: { results } }));
  }

  /** Issues what was entered, or its correction. */
  sendTranscript(id: string): Promise<OutgoingTranscript> {
    return dataOf(this.office.POST("/institutions/{heiId}/outgoing-transcripts/{partnerHeiId}/{omobilityId}/send", { params: this.#at(id) }));
  }

  async #reviewed(id: string) {
    const { current: { version, document } } = await this.#known(id, this.learningAgreement(id));
    return { proposalId: document.proposal?.id ?? "", reviewedVersion: version, signature: { name: "Aroha Ngata", position: "Exchange coordinator", email: `aroha.ngata@${this.heiId}` } };
  }

  async #known<T>(id: string, looking: Promise<T | undefined>): Promise<T> {
    const found = await looking;
    if (!found) throw new Error(`${this.heiId} has not heard of ${id} yet.`);
    return found;
  }

  #at(omobilityId: string) {
    return { path: { heiId: this.heiId, partnerHeiId: this.partnerHeiId, omobilityId } };
  }
}
