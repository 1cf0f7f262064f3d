import type { LogFacts } from "../kernel/ports.js";

const SECRET_NAME = /token|secret|password|authorization|cookie|private|masterkey|sealed/i;
/** User and password in an address, an API token, an e-mail address. */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\/\/[^\s/@]+@/g, "//***@"],
  [/psl_[A-Za-z0-9_-]{8,}/g, "psl_***"],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, "(private key)"],
  [/[^\s@/:"'<>]+@[^\s@/:"'<>]+\.[^\s@/:"'<>]+/g, "(e-mail)"],
];

/** The facts of a log line with what must never stand there masked: the last line of defence, not the first. */
export const withoutSecrets = (facts: LogFacts): LogFacts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, SECRET_NAME.test(name) && value !== undefined ? "***" : masked(value)]));

const masked = (value: LogFacts[string]): LogFacts[string] =>
  typeof value === "string" ? MASKS.reduce((text, [pattern, mask]) => text.replace(pattern, mask), value) : value;
