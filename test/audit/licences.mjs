/** Licences under which a production dependency may come, and why. A new one needs a row here, with a reason. */
export const ALLOWED = {
  "MIT": "permissive; keep the notice",
  "ISC": "permissive; the words of MIT, shorter",
  "BSD-2-Clause": "permissive; keep the notice",
  "BSD-3-Clause": "permissive; keep the notice, no endorsement",
  "Apache-2.0": "ours too; permissive, with a patent grant",
  "0BSD": "permissive, without conditions",
  "BlueOak-1.0.0": "permissive; keep the notice",
  "Python-2.0": "permissive; of argparse, a translation of Python's module",
  "Zlib": "permissive; of the compression that pako translates",
  "MIT-0": "MIT without even the notice; of nodemailer",
  "OFL-1.1": "fonts; embedding in documents is allowed, selling the font alone is not",
  "Unlicense": "public domain; of fast-sha256 below standardwebhooks",
};

/** Packages whose package.json states none: read by hand in the package, for exactly this version. */
const READ_BY_HAND = { "png-js 1.1.0": "MIT" };

/** Whether an SPDX expression can be met by what is allowed: one part of an OR, all parts of an AND. */
export const isAllowed = (expression) => {
  const text = expression.trim();
  const bare = /^\((.*)\)$/.exec(text)?.[1] ?? text;
  if (/\sOR\s/.test(bare)) return bare.split(/\sOR\s/).some(isAllowed);
  if (/\sAND\s/.test(bare)) return bare.split(/\sAND\s/).every(isAllowed);
  return Object.hasOwn(ALLOWED, bare);
};

/** The licence as a package states it: today's form, or one of those of old. */
export const licenceOf = ({ name, version, license, licenses }) => {
  if (typeof license === "string") return license;
  if (license?.type) return license.type;
  return Array.isArray(licenses) && licenses.length > 0 ? licenses.map(({ type }) => type).join(" OR ") : READ_BY_HAND[`${name} ${version}`] ?? "none stated";
};
