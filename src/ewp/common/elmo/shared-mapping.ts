/** What both versions of ELMO say of results in the same words. */
import type { Attachment, Issuer, Report, Result, Transcript } from "../../../domain/transcripts/model.js";
import { given, nonEmpty } from "../../../kernel/given.js";
import { type HeiId, isLoiId, isLosId } from "../../../kernel/ids.js";
import type { LangText } from "../../../kernel/lang-text.js";
import type { Elmo1Specification } from "./v1/documents.js";
import type { Elmo2Specification } from "./v2/documents.js";

interface TypedText {
  readonly type: string;
  readonly text: string;
}
type Specification = Elmo1Specification | Elmo2Specification;

/** Tokens: blanks around them, line breaks and runs of blanks mean nothing. */
export const token = (text: string): string => text.replace(/[ \t\r\n]+/g, " ").trim();
const tokens = (texts: readonly LangText[]): readonly LangText[] => texts.map(({ text, lang }) => ({ text: token(text), ...given({ lang }) }));
const idOf = (identifiers: readonly TypedText[], type: string): string | undefined => {
  const found = identifiers.find((identifier) => token(identifier.type) === type);
  return found && token(found.text);
};

export const identifiersOfLearner = ({ learner: { esi } }: Transcript): readonly TypedText[] => (esi === undefined ? [] : [{ type: "esi", text: esi }]);
export const esiOf = (identifiers: readonly TypedText[]): string | undefined => idOf(identifiers, "esi");

export const identifiersOfIssuer = ({ heiId, otherIds }: Issuer): readonly TypedText[] =>
  [...(heiId === undefined ? [] : [{ type: "schac", text: heiId }]), ...otherIds.map(({ type, value }) => ({ type, text: value }))];

export const fromWireIssuer = ({ identifiers, titles, url }: { readonly identifiers: readonly TypedText[]; readonly titles: readonly LangText[]; readonly url: string }): Issuer => ({
  ...given({ heiId: idOf(identifiers, "schac") as HeiId | undefined }),
  otherIds: identifiers.filter(({ type }) => token(type) !== "schac").map(({ type, text }) => ({ type: token(type), value: token(text) })),
  titles: tokens(titles), url: token(url),
});

/** Everything of a result but its instance and its parts. */
export const specificationOf = (result: Result) => ({
  identifiers: [...(result.losId === undefined ? [] : [{ type: "ewp-los-id", text: result.losId }]), ...(result.losCode === undefined ? [] : [{ type: "local", text: result.losCode }])],
  titles: result.titles,
  ...given({ type: result.type, subjectArea: result.subjectArea, iscedCode: result.iscedCode, url: result.url }),
  descriptions: result.descriptions,
  descriptionsHtml: [],
});

export const instanceOf = (result: Result) => ({
  identifiers: result.loiId === undefined ? [] : [{ type: "ewp-loi-id", text: result.loiId }],
  ...given({
    start: result.start, date: result.date, academicTerm: result.term, gradingSchemeLocalId: result.gradingScheme, resultLabel: result.grade,
    resultDistribution: result.distribution && { categories: result.distribution.categories, descriptions: result.distribution.descriptions ?? [] },
    languageOfInstruction: result.language, engagementHours: result.engagementHours,
  }),
  status: result.status,
  levels: result.levels.map(({ type, value }) => ({ type, ...given({ value }) })),
});

/** Reads a result. HTML descriptions are hostile by their nature and left out; a result without a status is passed. */
export const fromWireSpecification = (los: Specification): Result => {
  const { instance } = los.specifies;
  const [losId, loiId] = [idOf(los.identifiers, "ewp-los-id"), idOf(instance.identifiers, "ewp-loi-id")];
  const { academicTerm: term, resultDistribution: distribution } = instance;
  const text = (value: string | undefined) => (value === undefined ? undefined : token(value));
  return {
    ...given({
      losId: losId !== undefined && isLosId(losId) ? losId : undefined, loiId: loiId !== undefined && isLoiId(loiId) ? loiId : undefined, losCode: idOf(los.identifiers, "local"),
      type: los.type, iscedCode: text(los.iscedCode), subjectArea: text(los.subjectArea), url: text(los.url), start: instance.start, date: instance.date,
      term: term && { titles: tokens(term.titles), start: term.start, end: term.end },
      gradingScheme: text(instance.gradingSchemeLocalId), grade: text(instance.resultLabel), language: text(instance.languageOfInstruction), engagementHours: instance.engagementHours,
      distribution: distribution && { categories: distribution.categories.map(({ label, count }) => ({ label: token(label), count })), ...given({ descriptions: nonEmpty(distribution.descriptions) }) },
    }),
    titles: tokens(los.titles), descriptions: los.descriptions, status: instance.status ?? "passed",
    credits: instance.credits.map(({ scheme, ...credit }) => ({ scheme: token(scheme), ...credit })),
    levels: instance.levels.map(({ type, value }) => ({ type: token(type), ...given({ value: text(value) }) })),
    parts: los.parts.map((part) => fromWireSpecification(part.los)),
  };
};

interface WireAttachment {
  readonly type?: string;
  readonly titles: readonly LangText[];
  readonly contents: readonly LangText[];
}
export const fromWireAttachment = ({ type, titles, contents }: WireAttachment): Attachment =>
  ({ ...given({ type }), titles: tokens(titles), contents: contents.map(({ text }) => text.replace(/\s+/g, "")) });

/** The PDF of a transcript as both versions attach it. */
export const pdfAttachment = (pdf: Uint8Array) => ({
  identifiers: [], titles: [{ text: "Transcript of Records", lang: "en" }], type: "Transcript of Records" as const, descriptions: [],
  contents: [{ text: `data:application/pdf;base64,${Buffer.from(pdf).toString("base64")}` }],
});

interface WireReport {
  readonly issuer: { readonly identifiers: readonly TypedText[]; readonly titles: readonly LangText[]; readonly url: string };
  readonly issueDate: string;
  readonly specifications: readonly Specification[];
  readonly gradingSchemes: readonly { readonly localId: string; readonly descriptions: readonly LangText[] }[];
  readonly attachments: readonly WireAttachment[];
}
export const fromWireReport = ({ issuer, issueDate, specifications, gradingSchemes, attachments }: WireReport): Report => ({
  issuer: fromWireIssuer(issuer), issuedAt: issueDate, results: specifications.map(fromWireSpecification),
  gradingSchemes: gradingSchemes.map(({ localId, descriptions }) => ({ localId: token(localId), descriptions })),
  attachments: attachments.map(fromWireAttachment),
});
