/** What no transcript holds by right: active markup in its texts, and attachments that are no PDF. Files are only ever offered as downloads. */
import type { Problem } from "../problem.js";
import { everyResult, type Attachment, type Report, type Result, type Transcript } from "./model.js";

const MOST_ATTACHMENT_BYTES = 10 * 1024 * 1024;
/** Base64 needs four characters for three bytes; some systems break it into lines. */
const MOST_CONTENT = MOST_ATTACHMENT_BYTES * 1.5;
const PDF = "data:application/pdf;base64,";
/** Looked for one by one: an expression for the whole of it would need a stack as deep as the file is long. */
const NOT_BASE64 = /[^A-Za-z0-9+/\s]/;
/** Titles may speak of markup, as the official example does; what would run or load something in a browser has no business here. */
const ACTIVE = /<\s*(?:\/\s*)?(?:script|iframe|frame|object|embed|applet|svg|math|link|meta|base|style|form|template)\b|<[^<>]*\son[a-z]+\s*=|javascript\s*:|data\s*:\s*text\/html/i;

/** The bytes of an attached PDF; undefined when the content is none. */
export const pdfOf = (content: string): Uint8Array | undefined => {
  if (!content.startsWith(PDF) || content.length > MOST_CONTENT) return undefined;
  const data = content.slice(PDF.length).trimEnd().replace(/={1,2}$/, "");
  if (NOT_BASE64.test(data)) return undefined;
  const bytes = Buffer.from(data, "base64");
  return bytes.length <= MOST_ATTACHMENT_BYTES && bytes.subarray(0, 5).toString("latin1") === "%PDF-" ? bytes : undefined;
};

export const hostileProblems = ({ learner, reports }: Transcript): readonly Problem[] => [
  ...markup("learner", [learner.givenNames, learner.familyName]),
  ...reports.flatMap((report, i) => reportProblems(report, reports.length === 1 ? "" : `reports[${i}].`)),
];

const reportProblems = ({ issuer, results, gradingSchemes, attachments }: Report, path: string): readonly Problem[] => [
  ...markup(`${path}issuer`, issuer.titles.map(({ text }) => text)),
  ...webAddress(`${path}issuer.url`, issuer.url),
  ...everyResult(results).flatMap((result, i) => [...markup(`${path}results[${i}]`, textsOf(result)), ...webAddress(`${path}results[${i}].url`, result.url)]),
  ...gradingSchemes.flatMap(({ descriptions }, i) => markup(`${path}gradingSchemes[${i}]`, descriptions.map(({ text }) => text))),
  ...attachments.flatMap((attachment, i) => attachmentProblems(attachment, `${path}attachments[${i}]`)),
];

const textsOf = ({ titles, descriptions, grade, losCode, term, distribution }: Result): readonly string[] =>
  [...titles, ...descriptions, ...term?.titles ?? [], ...distribution?.descriptions ?? []].map(({ text }) => text).concat(grade ?? "", losCode ?? "", distribution?.categories.map(({ label }) => label) ?? []);

const markup = (field: string, texts: readonly string[]): readonly Problem[] =>
  (texts.some((text) => ACTIVE.test(text)) ? [{ field, problem: "holds markup that would run in a browser", expected: "plain text" }] : []);

const webAddress = (field: string, url: string | undefined): readonly Problem[] =>
  (url === undefined || url === "" || /^https?:\/\//i.test(url) || !/^[a-z][a-z0-9+.-]*:/i.test(url) ? [] : [{ field, problem: "is no web address", expected: "https://..." }]);

const attachmentProblems = ({ contents, titles }: Attachment, field: string): readonly Problem[] => [
  ...markup(field, titles.map(({ text }) => text)),
  ...contents.flatMap((content) => (pdfOf(content) ? [] : [{ field, problem: "is no PDF, or larger than 10 MB", expected: "a PDF as data:application/pdf;base64,..." }])),
];
