import type { TranscriptOverview } from "../../../domain/transcripts/outgoing/service.js";
import type { Schema } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { OfficeServices } from "../../services.js";
import { presentOutgoingTranscript } from "./present.js";

export type OutgoingTranscriptServices = Pick<OfficeServices, "outgoingTranscripts" | "catalogue">;

/** 200 with the transcript, what would be sent of it, and its ETag. */
export const overviewAnswer = (overview: TranscriptOverview, { catalogue }: Pick<OutgoingTranscriptServices, "catalogue">): { status: 200; body: Schema<"OutgoingTranscript">; revision: number } =>
  ({ status: 200, body: presentOutgoingTranscript(overview, partnerName(catalogue, overview.outgoing.partnerHeiId)), revision: overview.outgoing.revision });
