/** How all operations on one transcript of a partner answer. */
import type { CheckedReceipt } from "../../../domain/transcripts/ports.js";
import type { Schema } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { OfficeServices } from "../../services.js";
import { presentReceipt } from "./present.js";

export type TranscriptServices = Pick<OfficeServices, "transcripts" | "catalogue">;

/** 200 with the transcript, the newest decision, and its ETag. */
export const receiptAnswer = (receipt: CheckedReceipt, { catalogue }: Pick<TranscriptServices, "catalogue">): { status: 200; body: Schema<"IncomingTranscript">; revision: number } =>
  ({ status: 200, body: presentReceipt(receipt, partnerName(catalogue, receipt.received.partnerHeiId)), revision: receipt.received.revision });
