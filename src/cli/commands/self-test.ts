import { createPrivateKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { createSystem } from "../../app/system.js";
import { manifestFetcher } from "../../sandbox/registry/fetch-manifest.js";
import { asker, testerOf } from "../../self-test/caller.js";
import { htmlReport } from "../../self-test/html-report.js";
import { countOf, type Tested, testNode } from "../../self-test/run.js";
import { subjectFrom } from "../../self-test/subject.js";
import { type Command, print, UsageError } from "../command.js";

const SIGNS = { pass: "ok     ", fail: "FAILED ", skipped: "skipped" } as const;

const lineOf = ({ id, says, spec, verdict }: Tested): string => {
  const detail = verdict.result === "fail" ? `\n         ${verdict.found} (${spec})` : verdict.result === "skipped" ? `: ${verdict.why}` : "";
  return `${SIGNS[verdict.result]}  ${id}  ${says}${detail}`;
};

export const command: Command = {
  usage: "self-test MANIFEST_URL --key FILE [--ca FILE] [--html FILE] [--json FILE]",
  about: "Holds a running node, ours or anyone's, to the network's rules, as a foreign caller does. Reads and sends notifications about nothing; changes nothing. Ends with 1 when a rule is broken.",
  words: 1,
  options: {
    key: { value: "FILE", about: "private client key (PEM) of an institution that the node's catalogue lists; a sandbox has one in tester/key.pem of its data directory" },
    ca: { value: "FILE", about: "certificates (PEM) of authorities to trust besides the usual ones" },
    html: { value: "FILE", about: "where to write the report for people" },
    json: { value: "FILE", about: "where to write the report for programs" },
  },
  async run(args) {
    const [url] = args.words;
    const [keyFile, ca, html, json] = [args.text("key"), args.text("ca"), args.text("html"), args.text("json")];
    if (url === undefined) throw new UsageError("self-test needs the address of a manifest.");
    if (keyFile === undefined) throw new UsageError("--key is needed: the node answers only callers that its catalogue lists.");
    const { clock, ids } = createSystem({ level: "error", format: "auto" });
    const trusted = ca === undefined ? rootCertificates : [...rootCertificates, readFileSync(ca, "utf8")];
    const ask = asker(testerOf(createPrivateKey(readFileSync(keyFile))), trusted, { clock, ids });
    const subject = subjectFrom(url, await manifestFetcher(ca)(url), { ask, clock, ids });
    const report = await testNode(subject, (tested) => print(lineOf(tested)));
    if (html !== undefined) writeFileSync(html, htmlReport(report));
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
    print("", `${countOf(report, "pass")} passed, ${countOf(report, "fail")} failed, ${countOf(report, "skipped")} skipped: ${report.heiId}, ${report.provider}`);
    return countOf(report, "fail") === 0 ? 0 : 1;
  },
};
