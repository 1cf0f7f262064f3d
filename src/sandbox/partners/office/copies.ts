import { getResponse, type WireConditions, type WireIia } from "../../../ewp/iias/v7/documents.js";
import { type IiaHash, iiaHashes } from "../../../ewp/iias/v7/hash.js";
import type { HeiId, IiaId, Sha256Hex } from "../../../kernel/ids.js";
import { parseXml } from "../../../xml/parse.js";
import { writeDocument } from "../../../xml/write.js";

/** Which copies are about which: the partner's own id, and the id of the other side that it names. */
export const idOf = (iia: WireIia): IiaId => iia.partners[0]?.iiaId as IiaId;
export const namedBy = (iia: WireIia): IiaId | undefined => iia.partners[1]?.iiaId;
export const otherHei = (iia: WireIia): HeiId => iia.partners[1]?.heiId as HeiId;

/** Stands for a hash that is not known yet. */
const UNKNOWN = "0".repeat(64) as Sha256Hex;

/** Who the copy is between; `theirId` once it is known. */
export interface Between {
  readonly own: HeiId;
  readonly id: IiaId;
  readonly other: HeiId;
  readonly theirId?: IiaId | undefined;
}

/** A copy of the partner with these terms. */
export const copyWith = (cooperationConditions: WireConditions, { own, id, other, theirId }: Between): WireIia => ({
  partners: [
    { heiId: own, iiaId: id, iiaCode: id.toUpperCase(), contacts: [] },
    { heiId: other, contacts: [], ...theirId !== undefined && { iiaId: theirId } },
  ],
  inEffect: false, cooperationConditions, iiaHash: UNKNOWN,
});

/** What a partner proposes by itself: student mobility in both directions, in two subjects. */
export const usualTerms = (one: HeiId, other: HeiId, year: number): WireConditions => {
  const directions: readonly (readonly [HeiId, HeiId])[] = [[one, other], [other, one]];
  return {
    studentStudiesMobilitySpecs: directions.map(([from, to]) => ({
      sendingHeiId: from, sendingContacts: [], receivingHeiId: to, receivingContacts: [],
      receivingFirstAcademicYearId: `${year}/${year + 1}`, receivingLastAcademicYearId: `${year + 2}/${year + 3}`,
      mobilitiesPerYear: { value: 5 }, recommendedLanguageSkills: [{ language: "en", cefrLevel: "B2" }],
      subjectAreas: [{ iscedFCode: { text: "0613" }, iscedClarification: "Software development" }],
      totalMonthsPerYear: "25", blended: false, eqfLevels: [6, 7],
    })),
    studentTraineeshipMobilitySpecs: [], staffTeacherMobilitySpecs: [], staffTrainingMobilitySpecs: [],
  };
};

/** The same terms with a change to every list of conditions. */
export const eachKind = (terms: WireConditions, change: <T extends { readonly mobilitiesPerYear: { readonly value: number } }>(specs: readonly T[]) => readonly T[]): WireConditions => ({
  ...terms,
  studentStudiesMobilitySpecs: change(terms.studentStudiesMobilitySpecs),
  studentTraineeshipMobilitySpecs: change(terms.studentTraineeshipMobilitySpecs),
  staffTeacherMobilitySpecs: change(terms.staffTeacherMobilitySpecs),
  staffTrainingMobilitySpecs: change(terms.staffTrainingMobilitySpecs),
});

/** The same terms with other numbers of mobilities. */
export const withMobilities = (terms: WireConditions, mobilities: (before: number) => number): WireConditions =>
  eachKind(terms, (specs) => specs.map((spec) => ({ ...spec, mobilitiesPerYear: { value: mobilities(spec.mobilitiesPerYear.value) } })));

/** The copy under another id. */
export const renamed = (iia: WireIia, id: string): WireIia => {
  const [own, ...rest] = iia.partners;
  if (!own) throw new RangeError("an agreement has two partners");
  return { ...iia, partners: [{ ...own, iiaId: id as IiaId, iiaCode: id.toUpperCase() }, ...rest] };
};

/** A `get` answer. `spoil` changes what was written; the hashes are of what came of it, so that only what is meant to be wrong is wrong. */
export const writeCopies = (copies: readonly WireIia[], spoil: (xml: string) => string): string => {
  const xml = spoil(writeDocument(getResponse, { iias: copies.map((copy) => ({ ...copy, iiaHash: UNKNOWN })) }));
  const hashes = iiaHashes(parseXml(xml)).map(({ hash }) => hash);
  return xml.replaceAll(UNKNOWN, () => hashes.shift() ?? UNKNOWN);
};

/** The hash of one copy in an answer of somebody else. */
export const hashOf = (xml: Uint8Array, id: string): IiaHash | undefined => iiaHashes(parseXml(xml)).find(({ iiaId }) => iiaId === id);

