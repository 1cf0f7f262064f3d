import type { Operations } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { getAgreementPdf } from "./agreement.js";
import { getStayCertificate } from "./certificate.js";
import { getIncomingLaPdf, getOutgoingLaPdf } from "./learning-agreement.js";

/** Records as PDFs for people. Transcripts, which are kept as they were sent, are with their resource. */
export const printoutOperations = (services: Pick<OfficeServices, "agreements" | "learningAgreements" | "nominations" | "institutions" | "catalogue" | "printer">) => ({
  getAgreementPdf: getAgreementPdf(services),
  getOutgoingLaPdf: getOutgoingLaPdf(services),
  getIncomingLaPdf: getIncomingLaPdf(services),
  getStayCertificate: getStayCertificate(services),
}) satisfies Partial<Operations>;
