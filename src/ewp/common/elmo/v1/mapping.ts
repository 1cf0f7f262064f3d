import type { Result, Transcript } from "../../../../domain/transcripts/model.js";
import { given } from "../../../../kernel/given.js";
import { esiOf, fromWireAttachment, fromWireReport, identifiersOfIssuer, identifiersOfLearner, instanceOf, pdfAttachment, specificationOf, token } from "../shared-mapping.js";
import type { Elmo1, Elmo1Specification } from "./documents.js";

/** A transcript as ELMO 1.6. Countries are left out: its schema knows those of a list that the network's other documents do not keep to. */
export const toElmo1 = (transcript: Transcript, pdf?: Uint8Array): Elmo1 => ({
  generatedDate: transcript.generatedAt,
  learner: {
    identifiers: identifiersOfLearner(transcript), givenNames: transcript.learner.givenNames, familyName: transcript.learner.familyName,
    ...given({ bday: transcript.learner.birthDate, gender: transcript.learner.gender }),
  },
  reports: transcript.reports.map(({ issuer, issuedAt, results, gradingSchemes }) => ({
    issuer: { identifiers: identifiersOfIssuer(issuer), titles: issuer.titles, url: issuer.url },
    specifications: results.map(toElmo1Specification), issueDate: issuedAt, gradingSchemes, attachments: pdf ? [pdfAttachment(pdf)] : [],
  })),
  attachments: [],
});

const toElmo1Specification = (result: Result): Elmo1Specification => ({
  ...specificationOf(result),
  specifies: { instance: { ...instanceOf(result), credits: result.credits } },
  parts: result.parts.map((part) => ({ los: toElmo1Specification(part) })),
});

/** What an ELMO 1.x says of a student. */
export const fromElmo1 = (elmo: Elmo1): Transcript => ({
  generatedAt: elmo.generatedDate,
  learner: {
    givenNames: token(elmo.learner.givenNames), familyName: token(elmo.learner.familyName),
    ...given({ esi: esiOf(elmo.learner.identifiers), birthDate: elmo.learner.bday, gender: elmo.learner.gender, citizenship: elmo.learner.citizenship }),
  },
  reports: elmo.reports.map((report) => {
    const read = fromWireReport(report);
    const attachments = [...read.attachments, ...elmo.attachments.map(fromWireAttachment)];
    return { ...read, issuer: { ...read.issuer, ...given({ country: report.issuer.country }) }, attachments };
  }),
  gradeTables: [],
});
