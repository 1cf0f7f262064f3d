import type { LogFacts } from "../kernel/ports.js";

const SECRET_NAME = /token|secret|password|authorization|cookie|private|masterkey|sealed/i;
/** User and password in an address, an API token, a key, an e-mail address: none without its sign, which is quicker to look for. */
const MASKS: readonly { readonly sign: string; readonly pattern: RegExp; readonly mask: string }[] = [
  { sign: "@", pattern: /\/\/[^\s/@]+@/g, mask: "//***@" },
  { sign: "psl_", pattern: /psl_[A-Za-z0-9_-]{8,}/g, mask: "psl_***" },
  { sign: "PRIVATE KEY", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask: "(private key)" },
  { sign: "@", pattern: /[^\s@/:"'<>]+@[^\s@/:"'<>]+\.[^\s@/:"'<>]+/g, mask: "(e-mail)" },
];

/** The facts of a log line with what must never stand there masked: the last line of defence, not the first. */
export const withoutSecrets = (facts: LogFacts): LogFacts => {
  const shown: Record<string, LogFacts[string]> = {};
  for (const name of Object.keys(facts)) shown[name] = SECRET_NAME.test(name) && facts[name] !== undefined ? "***" : masked(facts[name]);
  return shown;
};

const masked = (value: LogFacts[string]): LogFacts[string] =>
  typeof value === "string" ? MASKS.reduce((text, { sign, pattern, mask }) => (text.includes(sign) ? text.replace(pattern, mask) : text), value) : value;
