/** Proper documents as partners answer with them: these are then bent. */
import fc from "fast-check";
import { echoResponse } from "../../../src/ewp/echo/v2/documents.js";
import { factsheetResponse } from "../../../src/ewp/factsheet/v1/documents.js";
import { getResponse, indexResponse } from "../../../src/ewp/iias/v7/documents.js";
import { toWireIia } from "../../../src/ewp/iias/v7/mapping.js";
import { iiasApprovalResponse } from "../../../src/ewp/iias-approval/v2/documents.js";
import { institutionsResponse } from "../../../src/ewp/institutions/v2/documents.js";
import { ounitsResponse } from "../../../src/ewp/ounits/v2/documents.js";
import { type HeiId, iiaId } from "../../../src/kernel/ids.js";
import type { Document, Fields } from "../../../src/xml/schema.js";
import { writeDocument } from "../../../src/xml/write.js";
import { hashCopy } from "../../../src/ewp/iias/v7/hash-copy.js";
import type { AgreementCopy } from "../../../src/domain/agreements/model.js";
import { fullCopy } from "../../support/agreements/copies.js";
import { US } from "../../support/ewp/slice-node.js";
import { wireValues } from "../../support/xml/wire-values.js";
import { CANARY } from "../words.js";

/** Ids that both sides use for the agreement between them. */
export const OURS = iiaId("ours");
export const THEIRS = iiaId("theirs");

/** What can be asked of a partner, by the last part of its address. */
export type Asked = "iias-get" | "iias-index" | "approval" | "institutions" | "ounits" | "factsheet" | "file" | "echo";

const NUMBER_OF_EACH = 30;
const samples = <F extends Fields>(doc: Document<F>, seed: number): string[] =>
  fc.sample(wireValues(doc), { numRuns: NUMBER_OF_EACH, seed }).map((value) => writeDocument(doc, value));

/** Their copy, with something personal in it that must never be repeated. */
export const theirCopy = (partner: HeiId): AgreementCopy => {
  const copy = fullCopy({ id: THEIRS, own: partner, partner: US, partnerIiaId: OURS });
  return { ...copy, conditions: copy.conditions.map((condition) => ({ ...condition, otherInfoTerms: CANARY })) };
};

/** Documents of every kind for one partner: proper answers to what it is asked, and valid ones about something else. */
export const usualDocuments = (partner: HeiId, seed: number): Readonly<Record<Exclude<Asked, "file">, readonly string[]>> => {
  const theirs = theirCopy(partner);
  const proper = writeDocument(getResponse, { iias: [toWireIia(theirs, hashCopy(theirs).hash)] });
  const approved = (hash: string) => `<approval><iia-id>${OURS}</iia-id><iia-hash>${hash}</iia-hash></approval>`;
  const approvals = [hashCopy(fullCopy({ id: OURS, own: US, partner, partnerIiaId: THEIRS })).hash, "0".repeat(64)].map((hash) =>
    writeDocument(iiasApprovalResponse, { approvals: [] }).replace("/>", `>${approved(hash)}</iias-approval-response>`));
  return {
    "iias-get": [...Array.from({ length: NUMBER_OF_EACH }, () => proper), ...samples(getResponse, seed)],
    "iias-index": [writeDocument(indexResponse, { iiaIds: [THEIRS] }), ...samples(indexResponse, seed)],
    approval: [...Array.from({ length: 10 }, () => approvals).flat(), ...samples(iiasApprovalResponse, seed)],
    institutions: samples(institutionsResponse, seed), ounits: samples(ounitsResponse, seed), factsheet: samples(factsheetResponse, seed), echo: samples(echoResponse, seed),
  };
};
