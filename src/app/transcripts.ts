import { agreedStudies, nominatedStudies } from "../domain/recognition/agreed-studies.js";
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
  agreedStudiesOf: agreedStudiesIn(store),
});

/** What our learning agreements say of the studies of one student; of who is only nominated, that nothing is agreed. */
export const agreedStudiesIn = ({ learningAgreements, nominations }: Pick<Store, "learningAgreements" | "nominations">): AgreedStudiesOf => async ({ heiId, partnerHeiId, omobilityId }) => {
  const la = await learningAgreements.outgoing(heiId, omobilityId);
  const agreed = la?.partnerHeiId === partnerHeiId ? agreedStudies(la) : undefined;
  if (agreed) return agreed;
  const nomination = await nominations.omobility(heiId, omobilityId);
  return nomination?.partnerHeiId === partnerHeiId ? nominatedStudies(nomination) : undefined;
};
