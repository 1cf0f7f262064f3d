import { agreedStudies } from "../domain/recognition/agreed-studies.js";
import type { AgreedStudiesOf } from "../domain/recognition/model.js";
import { createTranscripts } from "../domain/transcripts/service.js";
import { partnerTranscripts } from "../ewp/partner-transcripts.js";
import type { Calls } from "../ewp/runtime/call.js";
import type { CurrentCatalogue } from "../ewp/runtime/ports.js";
import { recognitionDocument, transcriptDocument } from "../ewp/transcript-documents.js";
import type { Clock } from "../kernel/ports.js";
import type { Store } from "../store/open.js";

interface Parts {
  readonly store: Store;
  readonly calls: Calls;
  readonly catalogue: CurrentCatalogue;
  readonly clock: Clock;
}

export const composeTranscripts = ({ store, calls, catalogue, clock }: Parts) => createTranscripts({
  store: store.transcripts, gradeScales: store.gradeScales, partners: partnerTranscripts(calls, catalogue), institutions: store.institutions, files: store.files, document: transcriptDocument, recognitionDocument, clock,
  agreedStudiesOf: agreedStudiesIn(store.learningAgreements),
});

/** What our learning agreements say of the studies of one student. */
export const agreedStudiesIn = (las: Pick<Store["learningAgreements"], "outgoing">): AgreedStudiesOf => async ({ heiId, partnerHeiId, omobilityId }) => {
  const la = await las.outgoing(heiId, omobilityId);
  return la?.partnerHeiId === partnerHeiId ? agreedStudies(la) : undefined;
};
