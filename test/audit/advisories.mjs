import { execFile } from "node:child_process";

/** What the registry knows against production dependencies: `{ reachable: false, why }`, or `{ reachable: true, found: [{ name, severity, title }] }`. */
export const advisories = (root) =>
  new Promise((resolve) => {
    // It ends with 1 both when it finds something and when it cannot ask: the text tells which.
    execFile("npm", ["audit", "--json", "--omit=dev"], { cwd: root, maxBuffer: 64 * 1024 * 1024, timeout: 120_000 }, (error, stdout) => resolve(readReport(stdout, error)));
  });

export const readReport = (text, error) => {
  const report = parsed(text);
  if (report?.vulnerabilities === undefined) return { reachable: false, why: report?.message ?? error?.message?.split("\n")[0] ?? "no answer" };
  const found = Object.values(report.vulnerabilities).map(({ name, severity, via = [] }) => ({ name, severity, title: via.map((one) => (typeof one === "string" ? `through ${one}` : one.title)).join("; ") }));
  return { reachable: true, found };
};

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
