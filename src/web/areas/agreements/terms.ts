import type { Condition, Copy, Terms } from "./model.js";

export type TermsCondition = Terms["conditions"][number];

/** A copy as the body of an edit: what both copies say, without what only the network adds or only old agreements carry. */
export const termsOf = ({ owner, partner, conditions, pdfFileId }: Copy): Terms => ({
  owner: partyOf(owner), partner: partyOf(partner), conditions: conditions.map(conditionOf), ...(pdfFileId !== undefined && { pdfFileId }),
});

/** What partners wrote may break a format; the node then names the field when it is sent. */
const partyOf = ({ heiId: _hei, iiaId: _iia, ...rest }: Copy["owner"]) => rest as NonNullable<Terms["owner"]>;

export const conditionOf = ({ mobilitiesNotYetDefined: _not, languageSkills, subjectAreas, ...rest }: Condition): TermsCondition => ({
  ...rest,
  languageSkills: languageSkills.map(({ notYetDefined: _undefined, subjectArea, ...skill }) => ({ ...skill, ...(subjectArea && { subjectArea: areaOf(subjectArea) }) })),
  subjectAreas: subjectAreas.map(areaOf),
} as TermsCondition);

const areaOf = ({ v6Value: _old, ...area }: Condition["subjectAreas"][number]) => area;
