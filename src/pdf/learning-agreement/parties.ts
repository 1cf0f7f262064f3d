/** Who goes where, when, and to study what. */
import type { PdfContent } from "pdfmake";
import type { LaDocument, LaInstitution, LaStudent } from "../../domain/learning-agreements/model.js";
import type { LearningAgreementPrintout } from "../../domain/printouts/model.js";
import { genderOf } from "../agreement/contact.js";
import { bold, fact, heading } from "../setting/parts.js";
import type { Words } from "../words/en.js";
import { fill, withName } from "../words/words.js";

type Reader = Pick<LearningAgreementPrintout, "language"> & { readonly words: Words; readonly called: (heiId: string) => string };

export const studentLines = (student: Partial<LaStudent>, { words, language }: Pick<Reader, "words" | "language">): readonly PdfContent[] => {
  const { givenNames, familyName, globalId, birthDate, citizenship, gender, email } = student;
  const said = words.student;
  return [
    ...fact(said.familyName, familyName), ...fact(said.givenNames, givenNames), ...fact(said.birthDate, birthDate), ...fact(said.globalId, globalId),
    ...fact(said.citizenship, citizenship === undefined ? undefined : withName(citizenship, "region", language)), ...fact(said.gender, gender === undefined ? undefined : genderOf(gender, words)), ...fact(said.email, email),
  ];
};

export const institutionLines = (label: string, { heiId, ounitName, ounitId, contact }: LaInstitution, { words: { learning: said, contact: of }, called }: Reader): readonly PdfContent[] => {
  const { givenNames, familyName, email, phone } = contact;
  const number = [phone?.e164, phone?.otherFormat, phone?.ext === undefined ? undefined : `${of.extension} ${phone.ext}`].filter((part) => part !== undefined).join(" ");
  return [
    heading(label), bold(called(heiId)), ...fact(said.unit, [ounitName, ounitId === undefined ? undefined : `(${ounitId})`].filter((part) => part !== undefined).join(" ")),
    ...fact(said.contact, `${givenNames} ${familyName}`), ...fact(of.email, email), ...fact(of.phone, number),
  ];
};

export const studies = (document: LaDocument, { words: { learning: said }, language }: Reader): readonly PdfContent[] => {
  const { start, end, receivingAcademicYear, eqfLevel, iscedFCode, iscedClarification, learningOutcomesUrl, provisionsUrl } = document;
  return [
    heading(said.studies),
    ...fact(said.period, fill(said.periodOf, { start, end })), ...fact(said.year, receivingAcademicYear), ...fact(said.level, `${eqfLevel}`),
    ...fact(said.field, [iscedFCode, iscedClarification].filter((part) => part !== undefined).join(" ")),
    ...fact(said.language, `${withName(document.language.language, "language", language)}, ${document.language.cefrLevel}`),
    ...fact(said.outcomes, learningOutcomesUrl), ...fact(said.provisions, provisionsUrl),
  ];
};
