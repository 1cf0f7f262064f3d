/** Proper documents as partners answer with them: these are then bent. */
import fc from "fast-check";
import { echoResponse } from "../../../src/ewp/echo/v2/documents.js";
import { factsheetResponse } from "../../../src/ewp/factsheet/v1/documents.js";
import { getResponse, indexResponse } from "../../../src/ewp/iias/v7/documents.js";
import { toWireIia } from "../../../src/ewp/iias/v7/mapping.js";
import { iiasApprovalResponse } from "../../../src/ewp/iias-approval/v2/documents.js";
import { getResponse as stayResponse } from "../../../src/ewp/imobilities/v2/documents.js";
import { getResponse as torsResponse, indexResponse as torsIndex } from "../../../src/ewp/imobility-tors/v3/documents.js";
import { getResponse as nominationsResponse, indexResponse as nominationsIndex } from "../../../src/ewp/omobilities/v3/documents.js";
import { toWireMobility } from "../../../src/ewp/omobilities/v3/mapping.js";
import { getResponse as lasResponse, indexResponse as lasIndex } from "../../../src/ewp/omobility-las/v1/documents.js";
import { institutionsResponse } from "../../../src/ewp/institutions/v2/documents.js";
import { ounitsResponse } from "../../../src/ewp/ounits/v2/documents.js";
import { type HeiId, iiaId, omobilityId } from "../../../src/kernel/ids.js";
import type { Document, Fields } from "../../../src/xml/schema.js";
import { writeDocument } from "../../../src/xml/write.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import type { AgreementCopy } from "../../../src/domain/agreements/model.js";
import { fullCopy } from "../../support/agreements/copies.js";
import { US } from "../../support/ewp/slice-node.js";
import { fullContent, omobility, student } from "../../support/nominations/samples.js";
import { wireValues } from "../../support/xml/wire-values.js";
import { CANARY } from "../words.js";

/** Ids that both sides use for the agreement between them. */
export const OURS = iiaId("ours");
export const THEIRS = iiaId("theirs");
/** Of whatever mobility we ask for. */
export const MOBILITY = omobilityId("theirs");

/** What can be asked of a partner, by the last part of its address. */
export type Asked = "iias-get" | "iias-index" | "approval" | "institutions" | "ounits" | "factsheet" | "file" | "echo"
  | "nominations-get" | "nominations-index" | "stay" | "las-get" | "las-index" | "tors-get" | "tors-index";

const NUMBER_OF_EACH = 100;
const samples = <F extends Fields>(doc: Document<F>, seed: number): string[] =>
  fc.sample(wireValues(doc), { numRuns: NUMBER_OF_EACH, seed }).map((value) => writeDocument(doc, value));

export type Documents = Readonly<Record<Exclude<Asked, "file">, readonly string[]>>;

/** Valid documents of every kind, mostly about something else than what is asked; the same for all partners, since making them takes long. */
export const sampledDocuments = (seed: number): Documents => ({
  "iias-get": samples(getResponse, seed), "iias-index": samples(indexResponse, seed), approval: samples(iiasApprovalResponse, seed), institutions: samples(institutionsResponse, seed),
  ounits: samples(ounitsResponse, seed), factsheet: samples(factsheetResponse, seed), echo: samples(echoResponse, seed),
  "nominations-get": samples(nominationsResponse, seed), "nominations-index": samples(nominationsIndex, seed), stay: samples(stayResponse, seed),
  "las-get": samples(lasResponse, seed), "las-index": samples(lasIndex, seed), "tors-get": samples(torsResponse, seed), "tors-index": samples(torsIndex, seed),
});

/** Their copy, with something personal in it that must never be repeated. */
export const theirCopy = (partner: HeiId): AgreementCopy => {
  const copy = fullCopy({ id: THEIRS, own: partner, partner: US, partnerIiaId: OURS });
  return { ...copy, conditions: copy.conditions.map((condition) => ({ ...condition, otherInfoTerms: CANARY })) };
};

/** Their student, who comes to us. */
const theirNomination = (partner: HeiId) =>
  omobility({ id: MOBILITY, heiId: partner, partnerHeiId: US, student: student({ email: `${CANARY}@rive.example` }), proposal: { id: "p1", content: fullContent({ comment: CANARY }) } });

/** Documents of every kind for one partner: as often proper answers to what it is asked as samples. */
export const usualDocuments = (partner: HeiId, sampled: Documents): Documents => {
  const theirs = theirCopy(partner);
  const proper = writeDocument(getResponse, { iias: [toWireIia(theirs, hashCopy(theirs).hash)] });
  const approved = (hash: string) => `<approval><iia-id>${OURS}</iia-id><iia-hash>${hash}</iia-hash></approval>`;
  const approvals = [hashCopy(fullCopy({ id: OURS, own: US, partner, partnerIiaId: THEIRS })).hash, "0".repeat(64)].map((hash) =>
    writeDocument(iiasApprovalResponse, { approvals: [] }).replace("/>", `>${approved(hash)}</iias-approval-response>`));
  const asOften = (documents: readonly string[]): string[] => Array.from({ length: NUMBER_OF_EACH }, (_, at) => documents[at % documents.length] ?? "");
  return {
    ...sampled,
    "iias-get": [...asOften([proper]), ...sampled["iias-get"]],
    "iias-index": [...asOften([writeDocument(indexResponse, { iiaIds: [THEIRS] })]), ...sampled["iias-index"]],
    approval: [...asOften(approvals), ...sampled.approval],
    "nominations-get": [...asOften([writeDocument(nominationsResponse, { mobilities: [toWireMobility(theirNomination(partner))] })]), ...sampled["nominations-get"]],
  };
};
