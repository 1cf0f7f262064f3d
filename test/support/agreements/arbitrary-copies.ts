/** Random copies of one agreement, and the ways in which versions of it come to differ. */
import fc from "fast-check";
import { MOBILITY_KINDS, type AgreementCopy, type Condition, type LanguageSkill, type SubjectArea } from "../../../src/domain/agreements/model.js";
import { inDocumentOrder } from "../../../src/domain/agreements/own-copy.js";
import { iiaId } from "../../../src/kernel/ids.js";
import { A, B } from "./agreement-network.js";

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined });
/** Texts that look alike, and ones that try to look like the hashed text. */
const words = fc.constantFrom("", " ", "chemistry", "Chemistry", "chemistry ", "caf\u00e9", "cafe\u0301", "a__b", "_subject-area.isced-clarification=_", "x=y_");
const defined = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const area: fc.Arbitrary<SubjectArea> = fc.record({ iscedFCode: fc.constantFrom("0314", "0410", "0111"), v6Value: maybe(fc.constantFrom("31", "14")), clarification: maybe(words) }).map(defined) as fc.Arbitrary<SubjectArea>;
const skill: fc.Arbitrary<LanguageSkill> = fc.record({
  language: fc.constantFrom("en", "fr", "EN"), cefrLevel: maybe(fc.constantFrom("B1", "B2")), subjectArea: maybe(area), notYetDefined: maybe(fc.constant(true as const)),
}).map(defined) as fc.Arbitrary<LanguageSkill>;

export const conditions: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constantFrom(...MOBILITY_KINDS), outgoing: fc.boolean(), years: fc.constantFrom(["2025/2026", "2027/2028"], ["2026/2027", "2026/2027"]),
  units: fc.constantFrom([], ["u1"], ["u1", "u2"]), mobilitiesPerYear: fc.integer({ min: 1, max: 3 }), notYetDefined: maybe(fc.constant(true as const)),
  languageSkills: fc.array(skill, { minLength: 1, maxLength: 3 }), subjectAreas: fc.array(area, { maxLength: 3 }), otherInfoTerms: maybe(words),
  total: maybe(fc.constantFrom("5", "5.0", "5.00", "7.5", "07.5")), blended: fc.boolean(), eqfLevels: fc.array(fc.constantFrom(5, 6, 7), { maxLength: 3 }),
  contact: maybe(fc.constantFrom("Office", "Dean")),
}).map(({ kind, outgoing, years, units, notYetDefined, total, blended, eqfLevels, contact, ...rest }) => {
  const student = kind.startsWith("student");
  return defined({
    kind, ...rest, sendingHeiId: outgoing ? A : B, receivingHeiId: outgoing ? B : A, sendingOunitId: units[0], receivingOunitId: units[1],
    sendingContacts: contact === undefined ? [] : [{ names: [{ text: contact }] }], receivingContacts: [],
    firstAcademicYear: years[0], lastAcademicYear: years[1], mobilitiesNotYetDefined: notYetDefined,
    ...(student ? { blended, eqfLevels, totalMonthsPerYear: total } : { totalDaysPerYear: total }),
  }) as Condition;
});

export const copies: fc.Arbitrary<AgreementCopy> = fc.record({
  conditions: fc.array(conditions, { minLength: 1, maxLength: 4 }), partnerId: maybe(fc.constantFrom("B7", "B8")), code: fc.constantFrom("X/1", "X/2"),
  inEffect: fc.boolean(), terminatedAsAWhole: fc.boolean(), pdfFileId: maybe(fc.constantFrom("f1", "f2")),
}).map(({ partnerId, code, pdfFileId, conditions: list, ...rest }) => ({
  ...rest, conditions: inDocumentOrder(list),
  owner: { heiId: A, iiaId: iiaId("A1"), iiaCode: code, contacts: [] }, partner: { heiId: B, contacts: [], ...(partnerId && { iiaId: iiaId(partnerId) }) },
  ...(pdfFileId && { pdfFileId }),
}));

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<readonly T[]> => fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });

/** The copy with its lists in another order, or in the same by chance. */
export const reordered = (copy: AgreementCopy): fc.Arbitrary<AgreementCopy> =>
  shuffled(copy.conditions).chain((list) => fc.tuple(...list.map((each) =>
    fc.tuple(shuffled(each.languageSkills), shuffled(each.subjectAreas), shuffled(each.eqfLevels ?? [])).map(([languageSkills, subjectAreas, eqfLevels]): Condition =>
      ({ ...each, languageSkills, subjectAreas, ...(each.eqfLevels && { eqfLevels }) })))).map((within) => ({ ...copy, conditions: inDocumentOrder(within) })));

/** A pair of versions of one copy: unrelated ones, reordered ones, and ones that share most conditions. */
export const versionPairs: fc.Arbitrary<readonly [AgreementCopy, AgreementCopy]> = fc.oneof(
  fc.tuple(copies, copies),
  copies.chain((copy) => reordered(copy).map((other) => [copy, other] as const)),
  fc.tuple(copies, copies, fc.array(conditions, { maxLength: 1 })).chain(([copy, other, more]) =>
    reordered({ ...other, conditions: inDocumentOrder([...copy.conditions.slice(0, 3), ...more]) }).map((changed) => [copy, changed] as const)),
  fc.tuple(copies, conditions).map(([copy, donor]) => {
    const [first, ...rest] = copy.conditions;
    return [copy, { ...copy, conditions: first ? [{ ...first, otherInfoTerms: donor.otherInfoTerms ?? "", subjectAreas: donor.subjectAreas }, ...rest] : [] }] as const;
  }),
);
