/** A transcript of records as people read it (PROTOCOL 5.19: the PDF beside the data). */
import type { PdfContent, PdfDefinition } from "pdfmake";
import type { PdfFacts } from "../../domain/transcripts/outgoing/ports.js";
import { reportOf, type Issuer, type Learner } from "../../domain/transcripts/model.js";
import { documentPage } from "../setting/page.js";
import { fact, heading, inWords, note, text, title } from "../setting/parts.js";
import { unsetTexts } from "../setting/settable.js";
import { distributionTable, gradeTables, gradingSchemes, resultsTable, totals } from "./tables.js";

const GENDERS = { 0: undefined, 1: "male", 2: "female", 9: undefined } as const;

/** What a reader can name when asking the institution about this very document. */
export const documentId = ({ key: { heiId, omobilityId }, version }: PdfFacts): string => (version === undefined ? "draft" : `${heiId}/${omobilityId}/${version}`);

/** Everything that varies comes from the facts: the same ones give the same bytes. */
export const transcriptDocument = (facts: PdfFacts): PdfDefinition => {
  const { key: { heiId }, transcript, version } = facts;
  return documentPage({
    title: "Transcript of Records", author: heiId, id: documentId(facts), at: new Date(transcript.generatedAt), language: "en",
    footer: (page, pages) => ({ left: `Document ${documentId(facts)}`, right: `Page ${page} of ${pages}` }),
    ...(version === undefined && { watermark: "DRAFT, NOT ISSUED" }), content: contentOf(facts),
  });
};

const contentOf = (facts: PdfFacts): readonly PdfContent[] => {
  const { key, transcript } = facts;
  const report = reportOf(transcript, key.heiId);
  const results = report?.results ?? [];
  return [
    title("Transcript of Records"),
    { columns: [{ stack: [heading("Receiving institution"), ...(report ? issuerLines(report.issuer) : [])] }, { stack: [heading("Sending institution"), ...sendingLines(facts)] }], columnGap: 20 },
    heading("Student"), ...learnerLines(transcript.learner),
    ...fact("Academic year", transcript.academicYearId), ...fact("Mobility", key.omobilityId),
    ...resultsTable(results), ...totals(results), ...distributionTable(results), ...gradeTables(transcript.gradeTables), ...gradingSchemes(report?.gradingSchemes ?? []),
    ...closing(facts),
  ];
};

const issuerLines = ({ titles, heiId, otherIds, country, url }: Issuer): readonly PdfContent[] =>
  [text(inWords(titles)), ...fact("Id", heiId), ...otherIds.flatMap(({ type, value }) => fact(type, value)), ...fact("Country", country), ...fact("Web", url)];

const sendingLines = ({ key, sendingNames }: PdfFacts): readonly PdfContent[] => [text(inWords(sendingNames)), ...fact("Id", key.partnerHeiId)];

const learnerLines = ({ givenNames, familyName, birthDate, esi, citizenship, gender }: Learner): readonly PdfContent[] => [
  ...fact("Family name", familyName), ...fact("Given names", givenNames), ...fact("Date of birth", birthDate), ...fact("European Student Identifier", esi),
  ...fact("Citizenship", citizenship), ...fact("Gender", gender === undefined ? undefined : GENDERS[gender]),
];

const closing = (facts: PdfFacts): readonly PdfContent[] => {
  const { key: { heiId, partnerHeiId, omobilityId }, transcript, version } = facts;
  const issued = version === undefined
    ? [text("This is a draft. It was not issued, and proves nothing.")]
    : [
      ...fact("Issued on", transcript.generatedAt.slice(0, 10)), ...fact("Document", documentId(facts)),
      note(`How to verify it: the same transcript is exchanged as data in the Erasmus Without Paper network. ${partnerHeiId} finds it at ${heiId} in the API imobility-tors under the mobility id ${omobilityId}, in an answer that ${heiId} signs. Where this document and that answer differ, the answer holds.`),
    ];
  const unset = unsetTexts({ transcript, names: facts.sendingNames }).flatMap(({ characters }) => [...characters])[0];
  const numbered = unset === undefined ? [] : [note("Characters that this document has no letters for stand as their Unicode numbers in square brackets; the data has them as they are.")];
  return [heading("Issue"), ...issued, ...numbered];
};
