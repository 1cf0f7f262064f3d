/** What all operations on one transcript of a partner share: how they are called and how they answer. */
import type { TranscriptKey } from "../../../domain/transcripts/model.js";
import type { CheckedReceipt } from "../../../domain/transcripts/ports.js";
import type { ApiToken } from "../../../domain/tokens/model.js";
import { given } from "../../../kernel/given.js";
import { heiId, omobilityId } from "../../../kernel/ids.js";
import type { Schema } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { OfficeServices } from "../../services.js";
import { presentReceipt } from "./present.js";

export type TranscriptServices = Pick<OfficeServices, "transcripts" | "catalogue">;

interface TranscriptPath {
  readonly heiId: string;
  readonly partnerHeiId: string;
  readonly omobilityId: string;
}

export const keyOf = (path: TranscriptPath): TranscriptKey => ({ heiId: heiId(path.heiId), partnerHeiId: heiId(path.partnerHeiId), omobilityId: omobilityId(path.omobilityId) });

interface TranscriptCall {
  readonly path: TranscriptPath;
  readonly ifMatch: number | undefined;
  readonly caller: ApiToken;
}

/** The transcript that the path names, at the revision of `If-Match`, asked for by the caller. */
export const commandOf = ({ path, ifMatch, caller }: TranscriptCall) => ({ key: keyOf(path), actor: caller.name, ...given({ ifRevision: ifMatch }) });

/** 200 with the transcript, the newest decision, and its ETag. */
export const receiptAnswer = (receipt: CheckedReceipt, { catalogue }: Pick<TranscriptServices, "catalogue">): { status: 200; body: Schema<"IncomingTranscript">; revision: number } =>
  ({ status: 200, body: presentReceipt(receipt, partnerName(catalogue, receipt.received.partnerHeiId)), revision: receipt.received.revision });
