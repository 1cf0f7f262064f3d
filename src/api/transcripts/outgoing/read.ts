import { wordsOf } from "../../../domain/statistics/model.js";
import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import { presentMobilityEvent } from "../../nominations/present.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import { keyOf } from "../path.js";
import { overviewAnswer, type OutgoingTranscriptServices } from "./answer.js";
import { presentIssuedVersion, summarizeOutgoingTranscript } from "./present.js";

export const listOutgoingTranscripts = ({ outgoingTranscripts, catalogue }: OutgoingTranscriptServices): Operation<"listOutgoingTranscripts"> => async ({ path, query, within: unitIds }) => {
  const filter = given({ unitIds, partnerHeiId: query.partner === undefined ? undefined : heiId(query.partner), academicYearId: query.academicYear, stages: query.status, counted: wordsOf("outgoing-transcripts", query.counted) });
  const page = await outgoingTranscripts.list(heiId(path.heiId), filter, pageRequest(query));
  return { status: 200, body: presentPage(page, (one) => summarizeOutgoingTranscript(one, partnerName(catalogue, one.partnerHeiId))) };
};

export const getOutgoingTranscript = (services: OutgoingTranscriptServices): Operation<"getOutgoingTranscript"> => async ({ path }) =>
  overviewAnswer(await services.outgoingTranscripts.shown(keyOf(path)), services);

export const listOutgoingTranscriptVersions = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"listOutgoingTranscriptVersions"> => async ({ path }) =>
  ({ status: 200, body: { items: (await outgoingTranscripts.versions(keyOf(path))).map(presentIssuedVersion) } });

export const getOutgoingTranscriptTimeline = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"getOutgoingTranscriptTimeline"> => async ({ path }) =>
  ({ status: 200, body: { items: (await outgoingTranscripts.timeline(keyOf(path))).map(presentMobilityEvent) } });

export const getTranscriptPdf = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"getTranscriptPdf"> => async ({ path }) =>
  ({ status: 200, bytes: await outgoingTranscripts.pdf(keyOf(path)), mediaType: "application/pdf" });

export const getTranscriptVersionPdf = ({ outgoingTranscripts }: OutgoingTranscriptServices): Operation<"getTranscriptVersionPdf"> => async ({ path }) =>
  ({ status: 200, bytes: await outgoingTranscripts.pdf(keyOf(path), Number(path.version)), mediaType: "application/pdf" });
