import type { Report, Result, Transcript } from "../../../../domain/transcripts/model.js";
import { given } from "../../../../kernel/given.js";
import { esiOf, fromWireAttachment, fromWireReport, identifiersOfIssuer, identifiersOfLearner, instanceOf, pdfAttachment, specificationOf, token } from "../shared-mapping.js";
import type { Elmo2, Elmo2Issuer, Elmo2Specification } from "./documents.js";

/** ELMO 2.1.1 names the list that a country code is of. */
const iso = (country: string | undefined) => (country === undefined ? undefined : { type: "ISO", text: country });

/** A transcript as ELMO 2.1.1, its PDF in the report. `alternativeName` must be there: the name is repeated. */
export const toElmo2 = ({ generatedAt, learner, ...transcript }: Transcript, pdf?: Uint8Array): Elmo2 => ({
  generatedDate: generatedAt,
  learner: {
    ...given({ citizenship: iso(learner.citizenship), dateOfBirth: learner.birthDate, gender: learner.gender }),
    identifiers: identifiersOfLearner({ generatedAt, learner, ...transcript }),
    givenNames: learner.givenNames, familyName: learner.familyName, alternativeName: { text: `${learner.givenNames} ${learner.familyName}` },
  },
  reports: transcript.reports.map((report) => toReport(report, pdf)),
  attachments: [],
});

const toReport = ({ issuer, issuedAt, results, gradingSchemes }: Report, pdf: Uint8Array | undefined): Elmo2["reports"][number] => ({
  issuer: toElmo2Issuer(issuer), specifications: results.map(toElmo2Specification), resultsOfRecognition: [], issueDate: issuedAt, gradingSchemes,
  attachments: pdf ? [pdfAttachment(pdf)] : [],
});

export const toElmo2Issuer = (issuer: Report["issuer"]): Elmo2Issuer =>
  ({ ...given({ country: iso(issuer.country) }), identifiers: identifiersOfIssuer(issuer), titles: issuer.titles, url: issuer.url });

export const toElmo2Specification = (result: Result): Elmo2Specification => ({
  ...specificationOf(result),
  specifies: { instance: { ...instanceOf(result), credits: result.credits.map(({ scheme, value }) => ({ scheme, ...given({ value }) })) } },
  parts: result.parts.map((part) => ({ los: toElmo2Specification(part) })),
});

/** What an ELMO 2.1.1 says of a student. */
export const fromElmo2 = (elmo: Elmo2): Transcript => ({
  generatedAt: elmo.generatedDate,
  learner: {
    givenNames: token(elmo.learner.givenNames), familyName: token(elmo.learner.familyName),
    ...given({
      esi: esiOf(elmo.learner.identifiers), birthDate: elmo.learner.dateOfBirth ?? elmo.learner.bday, gender: elmo.learner.gender,
      citizenship: elmo.learner.citizenship && token(elmo.learner.citizenship.text),
    }),
  },
  reports: elmo.reports.map((report) => {
    const read = fromWireReport(report);
    const attachments = [...read.attachments, ...elmo.attachments.map(fromWireAttachment)];
    return { ...read, issuer: { ...read.issuer, ...given({ country: report.issuer.country && token(report.issuer.country.text) }) }, attachments };
  }),
  gradeTables: [],
});
