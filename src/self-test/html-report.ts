import { countOf, type Report, type Tested } from "./run.js";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** What a foreign node said is never markup here. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "").replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd]/g, "\ufffd");

const WORDS = { pass: "passed", fail: "failed", skipped: "skipped" } as const;
const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:64rem;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #ccc}
.pass{color:#05631b}.fail{color:#a30000;font-weight:700}.skipped{color:#555}code{overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#eee;background:#161616}.pass{color:#7ee08f}.fail{color:#ff8f8f}.skipped{color:#bbb}th,td{border-color:#444}}`;

const row = ({ id, says, spec, verdict }: Tested): string => {
  const detail = verdict.result === "fail" ? verdict.found : verdict.result === "skipped" ? verdict.why : "";
  return `<tr><td class="${verdict.result}">${WORDS[verdict.result]}</td><td>${escaped(says)}<br><code>${escaped(id)}</code>, ${escaped(spec)}</td><td>${escaped(detail)}</td></tr>`;
};

/** One page without anything from elsewhere; the failures come first. */
export const htmlReport = (report: Report): string => {
  const order = ["fail", "pass", "skipped"];
  const rows = [...report.tested].sort((a, b) => order.indexOf(a.verdict.result) - order.indexOf(b.verdict.result)).map(row);
  const title = `Self-test of ${escaped(report.heiId)}`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>
<p><code>${escaped(report.manifestUrl)}</code>, ${escaped(report.provider)}; ${report.at.toISOString()}</p>
<p>${countOf(report, "pass")} passed, <span class="${countOf(report, "fail") > 0 ? "fail" : "pass"}">${countOf(report, "fail")} failed</span>, ${countOf(report, "skipped")} skipped.</p>
<table><thead><tr><th scope="col">Result</th><th scope="col">Rule</th><th scope="col">What was found</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table></body></html>
`;
};
