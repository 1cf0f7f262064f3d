/** What is agreed: an overview per kind of mobility, then what each condition says beyond it. */
import type { PdfContent } from "pdfmake";
import { type Condition, type LanguageSkill, MOBILITY_KINDS, type SubjectArea } from "../../domain/agreements/model.js";
import { bold, fact, heading, note, table, text } from "../setting/parts.js";
import { fill, withName } from "../words/words.js";
import { persons } from "./parties.js";
import type { Subject } from "./subject.js";

interface Numbered {
  readonly condition: Condition;
  readonly number: number;
}

export const conditions = (subject: Subject): readonly PdfContent[] => {
  const numbered = subject.mine.copy.conditions.map((condition, at) => ({ condition, number: at + 1 }));
  const ofKind = (kind: Condition["kind"]): readonly Numbered[] => numbered.filter(({ condition }) => condition.kind === kind);
  return [
    heading(subject.words.agreement.conditions),
    ...MOBILITY_KINDS.flatMap((kind) => (ofKind(kind).length === 0 ? [] : [{ stack: [bold(subject.words.kinds[kind])], margin: [0, 6, 0, 3] as const }, overview(kind, ofKind(kind), subject)])),
    ...numbered.flatMap((one) => details(one, subject)),
  ];
};

const overview = (kind: Condition["kind"], rows: readonly Numbered[], subject: Subject): PdfContent => {
  const { agreement: said, page } = subject.words;
  const isStudents = kind.startsWith("student");
  const yesOrNo = (blended: boolean | undefined): string => (blended === undefined ? "" : blended ? page.yes : page.no);
  return table(
    isStudents ? [20, 120, 55, 42, 58, 36, 40, 46] : [20, 150, 110, 70, 60, 60],
    [said.number, `${said.from}\n${said.to}`, said.fields, ...(isStudents ? [said.levels] : []), said.years, said.places, ...(isStudents ? [said.months, said.blended] : [said.days])],
    rows.map(({ condition: one, number }) => [
      `${number}`, `${one.sendingHeiId}\n${one.receivingHeiId}`, one.subjectAreas.map(({ iscedFCode }) => iscedFCode).join(", "), ...(isStudents ? [(one.eqfLevels ?? []).join(", ")] : []),
      yearsOf(one), `${one.mobilitiesPerYear}`, ...(isStudents ? [one.totalMonthsPerYear ?? "", yesOrNo(one.blended)] : [one.totalDaysPerYear ?? ""]),
    ].map(text)),
  );
};

const yearsOf = ({ firstAcademicYear, lastAcademicYear }: Condition): string => (firstAcademicYear === lastAcademicYear ? firstAcademicYear : `${firstAcademicYear} –\n${lastAcademicYear}`);

const details = ({ condition, number }: Numbered, subject: Subject): readonly PdfContent[] => {
  const { words: { agreement: said, kinds } } = subject;
  const { kind, sendingHeiId, sendingOunitId, receivingHeiId, receivingOunitId, languageSkills, subjectAreas, otherInfoTerms } = condition;
  const precise = subjectAreas.filter(({ clarification, v6Value }) => clarification || v6Value);
  return [
    { stack: [bold(fill(said.details, { number, kind: kinds[kind], from: subject.called(sendingHeiId), to: subject.called(receivingHeiId) }))], margin: [0, 10, 0, 2] },
    ...fact(`${said.unit} (${said.from})`, subject.unit(sendingHeiId, sendingOunitId)), ...fact(`${said.unit} (${said.to})`, subject.unit(receivingHeiId, receivingOunitId)),
    ...(condition.mobilitiesNotYetDefined ? [note(said.placesOpen)] : []),
    ...(precise.length === 0 ? [] : [table([100, 415], [said.field, said.clarification], precise.map((area) => [text(area.iscedFCode), text(clarificationOf(area, subject))]))]),
    ...(languageSkills.length === 0 ? [] : [table([120, 80, 120, 195], [said.language, said.level, said.field, said.clarification], languageSkills.map((skill) => languageRow(skill, subject)))]),
    ...fact(said.otherTerms, otherInfoTerms),
    ...persons(said.sendingContact, condition.sendingContacts, subject), ...persons(said.receivingContact, condition.receivingContacts, subject),
  ];
};

const clarificationOf = ({ clarification, v6Value }: SubjectArea, { words: { agreement: said } }: Subject): string =>
  [clarification, v6Value === undefined ? undefined : fill(said.former, { value: v6Value })].filter(Boolean).join("; ");

const languageRow = ({ language, cefrLevel, subjectArea, notYetDefined }: LanguageSkill, subject: Subject): readonly PdfContent[] => [
  text(withName(language, "language", subject.language)), text([cefrLevel, notYetDefined ? subject.words.agreement.notYetDefined : undefined].filter(Boolean).join(", ")),
  text(subjectArea?.iscedFCode ?? ""), text(subjectArea ? clarificationOf(subjectArea, subject) : ""),
];
