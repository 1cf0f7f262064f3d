/** A recognition decision as ELMO 2.1.1 `resultOfRecognition`, and back: what was recognised, on what basis, and which result became what. */
import type { ComponentDecision, RecognitionDecision, RecognitionRecord } from "../../../../domain/recognition/model.js";
import type { Report, Transcript } from "../../../../domain/transcripts/model.js";
import { given } from "../../../../kernel/given.js";
import type { Elmo2, Elmo2Recognition, Elmo2Specification } from "./documents.js";
import { toElmo2, toElmo2Issuer, toElmo2Specification } from "./mapping.js";

const STATUSES = { "positive": "Positive", "negative": "Negative", "partially-positive": "Partially Positive" } as const;
type Decided = keyof typeof STATUSES;

/** What a decision says in the network's words; who decided and why stays inside. */
export interface ExchangedDecision {
  readonly status: Decided;
  /** `YYYY-MM-DD` */
  readonly date?: string;
  readonly recognised: readonly { readonly componentId: string; readonly result?: number; readonly title: string; readonly grade?: string; readonly credits: ComponentDecision["credits"] }[];
}

const resultRef = (result: number): string => `result-${result + 1}`;
const RESULT_REF = /^result-([1-9]\d{0,5})$/;

/** What was recognised of `decision`; undefined while components wait for a person. */
export const exchangedDecision = ({ status, at, components }: RecognitionDecision): ExchangedDecision | undefined =>
  status === "open" ? undefined : {
    status, date: at.toISOString().slice(0, 10),
    recognised: components.flatMap(({ outcome, component, result, grade, credits }) => (outcome !== "recognised" || !component ? [] : [{
      componentId: component.id, title: component.title, credits, ...given({ result, grade: grade?.converted ? grade.grade : undefined }),
    }])),
  };

type Parties = Omit<RecognitionRecord, "decision">;

/** The document that carries a decision. */
export const toRecognitionElmo = (decision: ExchangedDecision, { learner, issuer, basis, at }: Parties): Elmo2 => {
  const transcript: Transcript = { generatedAt: at, learner, reports: [{ issuer, issuedAt: at, results: [], gradingSchemes: [], attachments: [] }], gradeTables: [] };
  const elmo = toElmo2(transcript);
  return { ...elmo, reports: elmo.reports.map((report) => ({ ...report, resultsOfRecognition: [resultOf(decision, basis)] })) };
};

const resultOf = ({ status, date, recognised }: ExchangedDecision, basis: Report): Elmo2Recognition => ({
  identifiers: [], titles: [{ text: "Recognition of a stay abroad", lang: "en" }], descriptions: [],
  status: STATUSES[status], ...given({ decisionDate: date }),
  bases: [{
    report: {
      issuer: toElmo2Issuer(basis.issuer), issueDate: basis.issuedAt, gradingSchemes: basis.gradingSchemes, attachments: [],
      specifications: basis.results.map((result, i) => withLocalId(toElmo2Specification(result), resultRef(i))),
    },
  }],
  results: recognised.map((one) => ({ los: recognisedSpecification(one) })),
  mappings: recognised.flatMap(({ result, componentId }) => (result === undefined ? [] : [{ mapping: { from: [{ refs: [resultRef(result)] }], to: [{ refs: [componentId] }] } }])),
});

const withLocalId = (los: Elmo2Specification, id: string): Elmo2Specification => ({ ...los, identifiers: [{ type: "local", text: id }, ...los.identifiers] });

const recognisedSpecification = ({ componentId, title, grade, credits }: ExchangedDecision["recognised"][number]): Elmo2Specification => ({
  identifiers: [{ type: "local", text: componentId }], titles: [{ text: title }], descriptions: [], descriptionsHtml: [], parts: [],
  specifies: { instance: { identifiers: [], status: "passed", levels: [], credits, ...given({ resultLabel: grade }) } },
});

/** Reads the decisions of a document, however it was written. */
export const fromRecognitionElmo = (elmo: Elmo2): readonly ExchangedDecision[] => elmo.reports.flatMap(({ resultsOfRecognition }) => resultsOfRecognition.map(fromResult));

const fromResult = ({ status, decisionDate, results, mappings }: Elmo2Recognition): ExchangedDecision => {
  const from = new Map(mappings.flatMap(({ mapping }) => mapping.to.flatMap(({ refs }) => refs.map((to) => [to, mapping.from.flatMap((source) => source.refs)[0]] as const))));
  return {
    status: (Object.keys(STATUSES) as Decided[]).find((key) => STATUSES[key] === status) ?? "negative", ...given({ date: decisionDate }),
    recognised: results.map(({ los }) => {
      const componentId = los.identifiers.find(({ type }) => type === "local")?.text ?? "";
      const number = RESULT_REF.exec(from.get(componentId) ?? "")?.[1];
      const { resultLabel, credits } = los.specifies.instance;
      return {
        componentId, title: los.titles[0]?.text ?? "", credits: credits.flatMap(({ scheme, value }) => (value === undefined ? [] : [{ scheme, value }])),
        ...given({ result: number === undefined ? undefined : Number(number) - 1, grade: resultLabel }),
      };
    }),
  };
};
