import { dataOf, type OfficeClient, OfficeRefused, type Schemas } from "./office-client.js";
import type { SampleInstitution } from "./samples/institutions.js";

export type Agreement = Schemas["Agreement"];
export type Terms = Schemas["AgreementTerms"];
type Params = { readonly path: { readonly heiId: string; readonly agreementId: string } };

/** One institution at its node, with what an officer does to agreements there: all through the REST API. */
export class Side {
  constructor(readonly institution: SampleInstitution, readonly office: OfficeClient) {}

  get heiId(): string {
    return this.institution.heiId;
  }

  /** Makes a draft; the same key makes it once only, however often it is asked for. */
  async create(partnerHeiId: string, terms: Terms, idempotencyKey: string): Promise<string> {
    const params = { path: { heiId: this.heiId }, header: { "Idempotency-Key": idempotencyKey } };
    return (await dataOf(this.office.POST("/institutions/{heiId}/agreements", { params, body: { partnerHeiId, ...terms } }))).id;
  }

  get(id: string): Promise<Agreement> {
    return dataOf(this.office.GET("/institutions/{heiId}/agreements/{agreementId}", { params: this.#at(id) }));
  }

  send(id: string): Promise<Agreement> {
    return dataOf(this.office.POST("/institutions/{heiId}/agreements/{agreementId}/send", { params: this.#at(id) }));
  }

  link(id: string, partnerIiaId: string): Promise<Agreement> {
    return dataOf(this.office.POST("/institutions/{heiId}/agreements/{agreementId}/link", { params: this.#at(id), body: { partnerIiaId } }));
  }

  revert(id: string): Promise<Agreement> {
    return dataOf(this.office.POST("/institutions/{heiId}/agreements/{agreementId}/revert", { params: this.#at(id) }));
  }

  terminate(id: string): Promise<Agreement> {
    return dataOf(this.office.POST("/institutions/{heiId}/agreements/{agreementId}/terminate", { params: this.#at(id), body: { noMobilityTookPlace: true } }));
  }

  comparison(id: string): Promise<Schemas["Comparison"]> {
    return dataOf(this.office.GET("/institutions/{heiId}/agreements/{agreementId}/comparison", { params: this.#at(id) }));
  }

  /** Approves the partner's copy as it is known here. */
  async approve(id: string): Promise<Agreement> {
    const { theirs } = await this.get(id);
    if (!theirs) throw new Error(`${this.heiId} has not seen the partner's copy of ${id} yet.`);
    return dataOf(this.office.POST("/institutions/{heiId}/agreements/{agreementId}/approve", { params: this.#at(id), body: { reviewedHash: theirs.current.hash } }));
  }

  /** Replaces the terms, based on the present revision. */
  async edit(id: string, terms: Terms): Promise<Agreement> {
    const { revision } = await this.get(id);
    const params = { ...this.#at(id), header: { "If-Match": `"${revision}"` } };
    return dataOf(this.office.PUT("/institutions/{heiId}/agreements/{agreementId}", { params, body: terms }));
  }

  /** The partner's copy when it has arrived and waits to be linked. */
  async incoming(partnerHeiId: string, partnerIiaId: string): Promise<Schemas["Incoming"] | undefined> {
    const params = { path: { heiId: this.heiId, partnerHeiId, partnerIiaId } };
    return dataOf(this.office.GET("/institutions/{heiId}/incoming/{partnerHeiId}/{partnerIiaId}", { params })).catch((error: unknown) => {
      if (error instanceof OfficeRefused && error.status === 404) return undefined;
      throw error;
    });
  }

  /** Makes a copy of our own from the partner's, bound to it from the start. */
  async adopt(partnerHeiId: string, partnerIiaId: string, { iiaCode, idempotencyKey }: { readonly iiaCode: string; readonly idempotencyKey: string }): Promise<string> {
    const params = { path: { heiId: this.heiId, partnerHeiId, partnerIiaId }, header: { "Idempotency-Key": idempotencyKey } };
    return (await dataOf(this.office.POST("/institutions/{heiId}/incoming/{partnerHeiId}/{partnerIiaId}/adopt", { params, body: { iiaCode } }))).id;
  }

  #at(agreementId: string): Params {
    return { path: { heiId: this.heiId, agreementId } };
  }
}
