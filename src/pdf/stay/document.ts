/** When a student arrived and left, for the student and the sending institution (PROTOCOL 6.6). */
import type { PdfContent, PdfDefinition } from "pdfmake";
import type { StayCertificate } from "../../domain/printouts/model.js";
import { fact, heading, inWords, named, note, table, text, title } from "../setting/parts.js";
import { documentPage } from "../setting/page.js";
import { unsetTexts } from "../setting/settable.js";
import type { Words } from "../words/en.js";
import { fill, withName, WORDS } from "../words/words.js";

export const stayCertificate = (certificate: StayCertificate): PdfDefinition => {
  const { mobility: { id, heiId, partnerHeiId, revision, changedAt }, student, receivingAcademicYear, arrival, departure, language, names } = certificate;
  const words = WORDS[language];
  const { stay: said, page } = words;
  const called = (of: string): string => named(of, names[of]);
  const [sending, receiving] = [called(partnerHeiId), called(heiId)];
  const name = departure === undefined ? said.arrivalTitle : said.attendanceTitle;
  const documentId = `${heiId}/${partnerHeiId}/${id}/${revision}`;
  return documentPage({
    title: name, author: heiId, id: documentId, at: changedAt, language,
    footer: (number, pages) => ({ left: fill(page.document, { id: documentId }), right: fill(page.number, { page: number, pages }) }),
    content: [
      title(name), text(fill(departure === undefined ? said.arrived : said.attended, { institution: receiving, arrival, departure: departure ?? "" })),
      heading(said.student), ...studentLines(certificate, words),
      heading(said.mobility), ...fact(said.sending, sending), ...fact(said.receiving, receiving), ...fact(said.year, receivingAcademicYear), ...fact(said.arrival, arrival), ...fact(said.departure, departure), ...fact(said.id, id),
      { stack: [table([1, 1, 1], [said.place, said.signer, said.signature], [[text("\n\n\n"), text(""), text("")]])], margin: [0, 30, 0, 10] },
      note(fill(said.verify, { sending, receiving, id })),
      ...(unsetTexts({ student, names }).length === 0 ? [] : [note(page.numbered)]),
    ],
  });
};

/** No more than tells who it is. */
const studentLines = ({ student, language }: StayCertificate, { student: said }: Words): readonly PdfContent[] => {
  const { familyNames, givenNames, birthDate, nationality, globalId } = student;
  return [
    ...fact(said.familyName, inWords(familyNames)), ...fact(said.givenNames, inWords(givenNames)), ...fact(said.birthDate, birthDate),
    ...fact(said.citizenship, nationality === undefined ? undefined : withName(nationality, "region", language)), ...fact(said.globalId, globalId),
  ];
};
