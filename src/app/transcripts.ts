import { agreedStudies, nominatedStudies } from "../domain/recognition/agreed-studies.js";
import type { Printer } from "../domain/printouts/model.js";
import type { AgreedStudiesOf } from "../domain/recognition/model.js";
import { ofLearningAgreement, ofNomination } from "../domain/transcripts/outgoing/known-mobility.js";
import type { KnownMobilityOf } from "../domain/transcripts/outgoing/ports.js";
import { createOutgoingTranscripts } from "../domain/transcripts/outgoing/service.js";
import { createTranscripts } from "../domain/transcripts/service.js";
import { partnerTranscripts } from "../ewp/partner-transcripts.js";
import type { Calls } from "../ewp/runtime/call.js";
import type { CurrentCatalogue } from "../ewp/runtime/ports.js";
import { recognitionDocument, transcriptDocument } from "../ewp/transcript-documents.js";
import type { HeiId } from "../kernel/ids.js";
import type { LangText } from "../kernel/lang-text.js";
import type { Clock } from "../kernel/ports.js";
import { createTranscriptPdf } from "../pdf/transcript-pdf.js";
import type { Store } from "../store/open.js";
import { unlessRemoved } from "./unless-removed.js";

interface Parts {
  readonly store: Store;
  readonly calls: Calls;
  readonly catalogue: CurrentCatalogue;
}

export const composeTranscripts = ({ store, calls, catalogue }: Parts) => {
  const unlessGone = unlessRemoved(store, "incoming-transcripts");
  const partners = partnerTranscripts(calls, catalogue);
  const fetch: typeof partners.fetch = (heiId, partnerHeiId, id) => unlessGone(heiId, partnerHeiId, id, () => partners.fetch(heiId, partnerHeiId, id));
  return createTranscripts({
    store: store.transcripts, gradeScales: store.gradeScales, partners: { ...partners, fetch }, institutions: store.institutions, recognitionDocument,
    agreedStudiesOf: agreedStudiesIn(store),
  });
};

/** What our learning agreements say of the studies of one student; of who is only nominated, that nothing is agreed. */
export const agreedStudiesIn = ({ learningAgreements, nominations }: Pick<Store, "learningAgreements" | "nominations">): AgreedStudiesOf => async ({ heiId, partnerHeiId, omobilityId }) => {
  const la = await learningAgreements.outgoing(heiId, omobilityId);
  const agreed = la?.partnerHeiId === partnerHeiId ? agreedStudies(la) : undefined;
  if (agreed) return agreed;
  const nomination = await nominations.omobility(heiId, omobilityId);
  return nomination?.partnerHeiId === partnerHeiId ? nominatedStudies(nomination) : undefined;
};

interface OutgoingParts {
  readonly store: Store;
  /** Names of a partner. */
  readonly namesOf: (heiId: HeiId) => readonly LangText[];
  readonly printer: Printer;
  readonly clock: Clock;
}

/** Transcripts that we issue. */
export const composeOutgoingTranscripts = ({ store, namesOf, printer, clock }: OutgoingParts) => createOutgoingTranscripts({
  store: store.transcripts, institutions: store.institutions, courses: store.courses, gradeScales: store.gradeScales, files: store.files,
  mobilityOf: knownMobilityIn(store), namesOf, document: transcriptDocument, pdf: createTranscriptPdf(printer), clock,
});

/** The student as the learning agreement names her, else as the nomination does. */
const knownMobilityIn = ({ learningAgreements, nominations }: Pick<Store, "learningAgreements" | "nominations">): KnownMobilityOf => async ({ heiId, partnerHeiId, omobilityId }) => {
  const la = await learningAgreements.incoming({ heiId, partnerHeiId, omobilityId });
  const agreed = la && ofLearningAgreement(la);
  if (agreed) return agreed;
  const nomination = await nominations.imobility(heiId, partnerHeiId, omobilityId);
  return nomination && ofNomination(nomination);
};
