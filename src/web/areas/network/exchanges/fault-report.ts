import type { Schemas } from "../../../../client/plain.js";

export interface FaultReportFacts {
  readonly exchange: Schemas["ExchangeSummary"];
  /** Our institution. */
  readonly heiId: string;
  readonly partnerHeiId: string;
}

/** What is exchanged about students: what a partner writes about it may name one, and ids of mobilities stand for one. */
const ABOUT_STUDENTS = /mobilit/;

const UNASKED = "(left out here: it may tell about a student)";

/** No query: it can hold the ids of mobilities. */
const withoutQuery = (url: string): string => url.replace(/[?#].*$/su, "");

const whatHappened = ({ api, status, problem }: Schemas["ExchangeSummary"]): string => {
  if (status === undefined) return problem ?? "No answer came.";
  if (ABOUT_STUDENTS.test(api)) return `HTTP status ${status} ${UNASKED}`;
  return problem === undefined ? `HTTP status ${status}` : `HTTP status ${status}: ${problem}`;
};

/** What a partner's provider needs to find an exchange in its own records, in English, the network's language; without bodies, ids of students and personal data. */
export const faultReport = ({ exchange, heiId, partnerHeiId }: FaultReportFacts): { readonly subject: string; readonly text: string } => {
  const { api, endpoint, method, url, requestId, at, durationMs, direction } = exchange;
  const [caller, called] = direction === "out" ? [heiId, partnerHeiId] : [partnerHeiId, heiId];
  const rows = [
    ["What happened", whatHappened(exchange)], ["API", `${api} ${endpoint}`], ["Called by", caller], ["Answered by", called], ["Call", `${method} ${withoutQuery(url)}`],
    ["Time (UTC)", at], ["Took", `${Math.round(durationMs)} ms`], ["X-Request-Id", requestId ?? "none"],
  ];
  const subject = `EWP: ${api} ${endpoint} between ${heiId} and ${partnerHeiId} fails`;
  const text = [
    "Hello,", "", `an exchange over Erasmus Without Paper between ${heiId} and ${partnerHeiId} did not go well. Could you look for it in your records?`, "",
    ...rows.map(([name, value]) => `${name}: ${value}`), "",
    "The request and the answer are kept on our side as they travelled; we can compare them with yours.", "This message holds no personal data.", "",
  ].join("\n");
  return { subject, text };
};
