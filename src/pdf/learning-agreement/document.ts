/** A learning agreement as people read it: what holds, how it came about, what is proposed, who signed (PROTOCOL 5.17). */
import type { PdfContent, PdfDefinition } from "pdfmake";
import { effectiveComponents } from "../../domain/learning-agreements/incoming.js";
import { mobilityTypeOf } from "../../domain/learning-agreements/model.js";
import type { LearningAgreementPrintout, PrintedRound } from "../../domain/printouts/model.js";
import { documentPage } from "../setting/page.js";
import { bold, fact, heading, named, note, table, text, title } from "../setting/parts.js";
import { unsetTexts } from "../setting/settable.js";
import type { Words } from "../words/en.js";
import { fill, WORDS } from "../words/words.js";
import { changeTables, plainTables } from "./components.js";
import { institutionLines, studentLines, studies } from "./parties.js";
import { signatures } from "./signatures.js";

export const learningAgreementDocument = (printout: LearningAgreementPrintout): PdfDefinition => {
  const { heiId, document, version, at, language, names } = printout;
  const words = WORDS[language];
  const { learning: said, page } = words;
  const id = `${heiId}/${document.omobilityId}/${version}`;
  const called = (of: string): string => named(of, names[of]);
  const reader = { words, language, called };
  return documentPage({
    title: said.title, author: heiId, id, at, language,
    footer: (number, pages) => ({ left: fill(page.document, { id }), right: fill(page.number, { page: number, pages }) }),
    ...(document.firstVersion ? {} : { watermark: page.draft }),
    content: [
      ...head(printout, words),
      heading(said.student), ...studentLines(document.student, reader),
      ...institutionLines(said.sending, document.sending, reader), ...institutionLines(said.receiving, document.receiving, reader), ...studies(document, reader),
      ...agreed(printout, words), ...next(printout, words), ...rounds(printout.rounds, words),
      note(document.firstVersion ? fill(said.verify, { sending: called(document.sending.heiId), receiving: called(document.receiving.heiId), id: document.omobilityId }) : said.nothing),
      ...(unsetTexts({ document, draft: printout.draft, rounds: printout.rounds, names }).length === 0 ? [] : [note(page.numbered)]),
    ],
  });
};

const head = ({ document, draft, status, version, exchangeId }: LearningAgreementPrintout, { learning: said, mobilityTypes, learningStatus }: Words): readonly PdfContent[] => [
  title(said.title), bold(mobilityTypes[mobilityTypeOf((document.firstVersion ?? document.proposal ?? draft)?.components ?? {})]),
  ...fact(said.state, learningStatus[status]), ...fact(said.mobility, document.omobilityId), ...fact(said.version, `${version}`), ...fact(said.broughtBy, exchangeId),
];

/** What all three signed: the tables as they hold, what was changed of the first version, and all signatures. */
const agreed = ({ document }: LearningAgreementPrintout, words: Words): readonly PdfContent[] => {
  const { firstVersion, approvedChanges } = document;
  const { learning: said } = words;
  if (!firstVersion) return [];
  return [
    heading(said.agreed), ...plainTables(effectiveComponents(document) ?? {}, words), ...signatures(said.signatures, firstVersion, words),
    ...(approvedChanges ? [heading(said.approvedChanges), ...changeTables(approvedChanges.components, words), ...signatures(said.changeSignatures, approvedChanges, words)] : []),
  ];
};

/** What is proposed or drafted: a whole first version, or changes to it. */
const next = ({ document, draft, language }: LearningAgreementPrintout, words: Words): readonly PdfContent[] => {
  const { learning: said } = words;
  const { proposal, firstVersion } = document;
  const coming = proposal ?? draft;
  if (!coming) return [];
  const { components, studentChanges } = coming;
  const signed = proposal ?? { ...(draft?.studentSignature && { student: draft.studentSignature }) };
  return [
    heading(proposal ? said.proposed : said.drafted), ...(firstVersion ? changeTables : plainTables)(components, words),
    ...(studentChanges ? [{ stack: [bold(said.changedStudent), ...studentLines(studentChanges, { words, language })], margin: [0, 8, 0, 0] as const }] : []),
    ...signatures(said.soFar, signed, words),
  ];
};

const rounds = (list: readonly PrintedRound[], { learning: said, outcomes }: Words): readonly PdfContent[] => (list.length === 0 ? [] : [
  heading(said.rounds),
  table([150, 105, 60, 105, 95], [said.proposal, said.sentAt, said.outcome, said.endedAt, said.comment],
    list.map(({ proposalId, sentAt, outcome, endedAt, comment }) => [proposalId, sentAt?.toISOString() ?? "", outcomes[outcome], endedAt?.toISOString() ?? "", comment ?? ""].map(text))),
]);
