import type { AgreementChange } from "../../../src/domain/changes.js";
import { EwpError } from "../../../src/kernel/errors.js";
import { heiId, iiaId, type HeiId } from "../../../src/kernel/ids.js";
import { sampleAgreement } from "./sample-agreements.js";
import type { StoreSubject } from "../servers/stores.js";

export const OWN_HEI = heiId("rive.example");

/** Every test has a partner of its own, so that none sees another's rows. */
let partners = 0;
export const freshPartner = (): HeiId => heiId(`partner-${++partners}.example`);

export const sent = (partnerHeiId: HeiId, id: string): AgreementChange =>
  ({ kind: "iia-copy-changed", what: "sent", heiId: OWN_HEI, partnerHeiId, iiaId: iiaId(id), at: new Date("2026-03-01T08:00:00Z"), actor: "test" });

/** The refusal that `work` ends in. */
export const refusalOf = async (work: Promise<unknown>): Promise<EwpError> => {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof EwpError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};

/** Saves a sample agreement through a decision. */
export const creator = (subject: () => StoreSubject) => (partner: HeiId, id: string, more: Parameters<typeof sampleAgreement>[0] = {}, changes: readonly AgreementChange[] = []) =>
  subject().store.agreements.decide({ heiId: OWN_HEI, own: iiaId(id) }, (_found, now) => ({ agreements: [sampleAgreement({ partnerHeiId: partner, id, changedAt: now, ...more })], changes }));
