import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Transcript } from "../../../../src/domain/transcripts/model.js";
import { elmo1Document } from "../../../../src/ewp/common/elmo/v1/documents.js";
import { fromElmo1, toElmo1 } from "../../../../src/ewp/common/elmo/v1/mapping.js";
import { elmo2Document } from "../../../../src/ewp/common/elmo/v2/documents.js";
import { fromElmo2, toElmo2 } from "../../../../src/ewp/common/elmo/v2/mapping.js";
import { exchangedDecision, fromRecognitionElmo, toRecognitionElmo } from "../../../../src/ewp/common/elmo/v2/recognition.js";
import { omit } from "../../../../src/kernel/omit.js";
import { readDocument } from "../../../../src/xml/read.js";
import { writeDocument } from "../../../../src/xml/write.js";
import { anyTranscript, FULL, HOME, LEARNER, reportWith, resultOf } from "../../../support/transcripts/sample-transcripts.js";
import { schemasDir, tellSkipped, validateAgainstXsd } from "../../../support/xml/xsd-oracle.js";

const PDF = Buffer.from("%PDF-1.7 sample");
const withoutCountries = ({ learner: { citizenship: _c, ...learner }, reports, ...rest }: Transcript): Transcript =>
  ({ ...rest, learner, reports: reports.map(({ issuer: { country: _country, ...issuer }, ...report }) => ({ ...report, issuer })) });

describe("nothing that is said of a student is lost or added on the way through the bytes", () => {
  test("ELMO 2.1.1", () => {
    fc.assert(fc.property(anyTranscript, (transcript) => {
      expect(fromElmo2(readDocument(elmo2Document, writeDocument(elmo2Document, toElmo2(transcript))))).toEqual(transcript);
    }), { numRuns: 200 });
  });

  test("ELMO 1.6, without countries", () => {
    fc.assert(fc.property(anyTranscript, (transcript) => {
      expect(fromElmo1(readDocument(elmo1Document, writeDocument(elmo1Document, toElmo1(transcript))))).toEqual(withoutCountries(transcript));
    }), { numRuns: 200 });
  });

  test("a recognition decision, also from a document that another system reads and writes", () => {
    const results = [resultOf(1), resultOf(2)];
    const component = (id: string) => ({ id, title: `Component ${id}` });
    const decision = exchangedDecision({
      version: 1, transcriptVersion: 1, status: "partially-positive", differences: [], at: new Date("2026-03-01T10:00:00Z"), actor: "node",
      components: [
        { component: component("a"), result: 1, matchedBy: "code", outcome: "recognised", automatic: true, reason: "", credits: [{ scheme: "ects", value: "6" }], grade: { converted: true, grade: "1,7", from: "B", method: "egracons-midpoint", host: { kind: "grade-table", bands: [] }, home: { kind: "grade-table", bands: [] }, candidates: [] } },
        { component: component("b"), outcome: "recognised", automatic: false, reason: "waived", credits: [] },
        { component: component("c"), result: 0, outcome: "not-recognised", automatic: true, reason: "failed", credits: [] },
      ],
    });
    if (!decision) throw new Error("decided");
    const xml = writeDocument(elmo2Document, toRecognitionElmo(decision, { learner: LEARNER, issuer: { heiId: HOME, otherIds: [], titles: [{ text: "Lac" }], url: "https://lac.example" }, basis: reportWith(results), at: "2026-03-01T10:00:00Z" }));
    expect(fromRecognitionElmo(readDocument(elmo2Document, xml))).toEqual([{
      status: "partially-positive", date: "2026-03-01",
      recognised: [{ componentId: "a", result: 1, title: "Component a", grade: "1,7", credits: [{ scheme: "ects", value: "6" }] }, { componentId: "b", title: "Component b", credits: [] }],
    }]);
    expect(xml).not.toContain("waived");
    if (schemasDir !== undefined) expect(validateAgainstXsd(xml)).toEqual([]);
  });
});

test("what we issue is valid against the official schemas, with its PDF", () => {
  if (schemasDir === undefined) return tellSkipped("validation of transcripts");
  for (const xml of [writeDocument(elmo2Document, toElmo2(FULL, PDF)), writeDocument(elmo1Document, toElmo1(FULL, PDF))]) {
    expect(validateAgainstXsd(xml)).toEqual([]);
    expect(xml).toContain(`data:application/pdf;base64,${PDF.toString("base64")}`);
  }
});

test("a result without a status is passed; HTML descriptions are not read", () => {
  const elmo = toElmo2(FULL);
  const report = elmo.reports[0];
  const los = report?.specifications[0];
  if (!report || !los) throw new Error("sample");
  const instance = omit(los.specifies.instance, "status");
  const odd = { ...elmo, reports: [{ ...report, specifications: [{ ...los, descriptionsHtml: [{ text: "<script>alert(1)</script>" }], specifies: { instance } }] }] };
  const [read] = fromElmo2(odd).reports[0]?.results ?? [];
  expect(read?.status).toBe("passed");
  expect(JSON.stringify(read)).not.toContain("<script");
});
