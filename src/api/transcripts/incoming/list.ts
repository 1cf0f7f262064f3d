import { given } from "../../../kernel/given.js";
import { heiId } from "../../../kernel/ids.js";
import { pageRequest, presentPage } from "../../lists/page.js";
import type { Operation } from "../../operation.js";
import { partnerName } from "../../partners/name.js";
import type { TranscriptServices } from "./command.js";
import { summarizeReceipt } from "./present.js";

export const listIncomingTranscripts = ({ transcripts, catalogue }: TranscriptServices): Operation<"listIncomingTranscripts"> => async ({ path, query, within: unitIds }) => {
  const filter = given({ unitIds, partnerHeiId: query.partner === undefined ? undefined : heiId(query.partner), academicYearId: query.academicYear, standings: query.status });
  const page = await transcripts.listReceived(heiId(path.heiId), filter, pageRequest(query));
  return { status: 200, body: presentPage(page, (receipt) => summarizeReceipt(receipt, partnerName(catalogue, receipt.received.partnerHeiId))) };
};
