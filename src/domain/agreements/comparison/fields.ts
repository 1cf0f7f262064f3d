/** The named fields of copies and conditions. A new field of the model is a new row here, and nothing else. */
import { inEnglish } from "../../../kernel/lang-text.js";
import type { Contact } from "../../contact.js";
import type { AgreementCopy, Condition, LanguageSkill, Party, SubjectArea } from "../model.js";
import { hashedText, plain, unhashed, type Item } from "./items.js";

export interface Field<T> {
  readonly field: string;
  /** In office words. */
  readonly label: string;
  readonly items: (of: T) => readonly Item[];
}

export interface ConditionField extends Field<Condition> {
  /** How much it tells that two conditions are the same one. */
  readonly weight: number;
}

const isStudent = ({ kind }: Condition): boolean => kind === "student-studies" || kind === "student-traineeship";
const decimal = (text: string): string => String(Number(text));

/** A code that stands for one of the old format hashes as that one (PROTOCOL 6.2), and an empty clarification is hashed while an absent one is not. */
const subjectArea = ({ iscedFCode, v6Value, clarification }: SubjectArea): Item => ({
  shown: `${iscedFCode}${v6Value ? ` (formerly ${v6Value})` : ""}${clarification ? ` (${clarification})` : ""}`,
  hashed: JSON.stringify([v6Value || iscedFCode, ...(clarification === undefined ? [] : [clarification])]),
  meaning: `${iscedFCode}|${plain(clarification ?? "")}`,
});

const languageSkill = ({ language, cefrLevel, subjectArea: area, notYetDefined }: LanguageSkill): Item => {
  const within = area && subjectArea(area);
  const shown = [language, cefrLevel, within && `for ${within.shown}`, notYetDefined && "(not yet defined)"].filter(Boolean).join(" ");
  const meaning = JSON.stringify([language.toLowerCase(), cefrLevel ?? "", within?.meaning ?? "", notYetDefined ?? false]);
  return { shown, meaning, ...(!notYetDefined && { hashed: JSON.stringify([language, cefrLevel ?? null, within?.hashed ?? null]) }) };
};

const contact = (one: Contact): Item => ({ shown: inEnglish(one.names), meaning: JSON.stringify(sortedEntries(one)) });

/** Properties in a fixed order: stores do not keep theirs. */
const sortedEntries = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sortedEntries)
    : value !== null && typeof value === "object" ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sortedEntries(inner)])
      : value;

const mobilities = ({ mobilitiesPerYear, mobilitiesNotYetDefined }: Condition): readonly Item[] => {
  const text = String(mobilitiesPerYear);
  return mobilitiesNotYetDefined ? [{ shown: `${text} (not yet defined)`, meaning: `?${text}` }] : hashedText(text);
};

/** In the order in which an office reads a condition. Institutions and kind are what conditions are aligned by. */
export const CONDITION_FIELDS: readonly ConditionField[] = [
  { field: "sendingOunitId", label: "Sending unit", weight: 3, items: (c) => hashedText(c.sendingOunitId, String) },
  { field: "receivingOunitId", label: "Receiving unit", weight: 3, items: (c) => hashedText(c.receivingOunitId, String) },
  { field: "subjectAreas", label: "Subject areas", weight: 3, items: (c) => c.subjectAreas.map(subjectArea) },
  { field: "firstAcademicYear", label: "First academic year", weight: 1, items: (c) => hashedText(c.firstAcademicYear) },
  { field: "lastAcademicYear", label: "Last academic year", weight: 1, items: (c) => hashedText(c.lastAcademicYear) },
  { field: "mobilitiesPerYear", label: "Number of mobilities per year", weight: 1, items: mobilities },
  { field: "totalMonthsPerYear", label: "Total months per year", weight: 1, items: (c) => (isStudent(c) ? hashedText(c.totalMonthsPerYear, decimal) : []) },
  { field: "totalDaysPerYear", label: "Total days per year", weight: 1, items: (c) => (isStudent(c) ? [] : hashedText(c.totalDaysPerYear, decimal)) },
  { field: "languageSkills", label: "Recommended languages", weight: 1, items: (c) => c.languageSkills.map(languageSkill) },
  { field: "eqfLevels", label: "Study cycles (EQF levels)", weight: 2, items: (c) => (isStudent(c) ? (c.eqfLevels ?? []).flatMap((level) => hashedText(String(level))) : []) },
  { field: "blended", label: "Blended mobility", weight: 1, items: (c) => (isStudent(c) ? [{ shown: c.blended ? "yes" : "no", hashed: String(c.blended ?? false), meaning: String(c.blended ?? false) }] : []) },
  { field: "otherInfoTerms", label: "Other terms", weight: 1, items: (c) => hashedText(c.otherInfoTerms) },
  { field: "sendingContacts", label: "Contacts of the sending side", weight: 0, items: (c) => c.sendingContacts.map(contact) },
  { field: "receivingContacts", label: "Contacts of the receiving side", weight: 0, items: (c) => c.receivingContacts.map(contact) },
];

const partyFields = (side: "owner" | "partner"): readonly Field<AgreementCopy>[] => {
  const of = (label: string, name: string, items: (party: Party) => readonly Item[]): Field<AgreementCopy> =>
    ({ field: `${side}.${name}`, label: `${label} of the ${side === "owner" ? "first" : "second"} partner`, items: (copy) => items(copy[side]) });
  return [
    of("Institution", "heiId", ({ heiId }) => unhashed(heiId)),
    of("Unit", "ounitId", ({ ounitId }) => unhashed(ounitId)),
    of("Agreement code", "iiaCode", ({ iiaCode }) => unhashed(iiaCode)),
    of("Signing person", "signingContact", ({ signingContact }) => (signingContact ? [contact(signingContact)] : [])),
    of("Date of signing", "signingDate", ({ signingDate }) => unhashed(signingDate)),
    of("Contacts", "contacts", ({ contacts }) => contacts.map(contact)),
  ];
};

/** The ids by which the copies name each other: hashed, and nothing that is agreed. */
export const BINDING_FIELDS: readonly Field<AgreementCopy>[] = [
  { field: "owner.iiaId", label: "Id of the copy", items: ({ owner }) => hashedText(owner.iiaId, String) },
  { field: "partner.iiaId", label: "Id of the other side's copy", items: ({ partner }) => hashedText(partner.iiaId, String) },
];

export const COPY_FIELDS: readonly Field<AgreementCopy>[] = [
  { field: "terminatedAsAWhole", label: "Ended as a whole", items: ({ terminatedAsAWhole: ends }) => [{ shown: ends ? "yes" : "no", hashed: String(ends), meaning: String(ends) }] },
  { field: "inEffect", label: "Marked as in effect", items: ({ inEffect }) => unhashed(inEffect ? "yes" : "no") },
  ...partyFields("owner"),
  ...partyFields("partner"),
];

/** Each copy has its own file, so it is compared between versions of one copy only. */
export const FILE_FIELD: Field<AgreementCopy> = { field: "pdfFileId", label: "PDF file", items: ({ pdfFileId }) => unhashed(pdfFileId) };
