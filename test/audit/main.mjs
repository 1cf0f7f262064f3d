/**
 * `npm run audit`: the production dependencies with version and licence, and what is known against them. Fails on a licence that
 * licences.mjs does not allow and on a tree that is not that of the lock file; with --strict also on advisories, and when none can be asked.
 */
import { advisories } from "./advisories.mjs";
import { installedPackages } from "./installed.mjs";
import { ALLOWED, isAllowed } from "./licences.mjs";

const strict = process.argv.includes("--strict");
const root = new URL("../..", import.meta.url).pathname;
const say = (...lines) => process.stdout.write(lines.map((line) => `${line}\n`).join(""));

const { packages, problems } = installedPackages(root);
const width = Math.max(...packages.map(({ name, version }) => name.length + version.length)) + 3;
say(...packages.map(({ name, version, licence, direct }) => `${`${name} ${version}`.padEnd(width)}${licence}${direct ? "  (direct)" : ""}`));

const refused = packages.filter(({ licence }) => !isAllowed(licence));
say("", `${packages.length} production packages, ${packages.filter(({ direct }) => direct).length} of them direct; licences allowed: ${Object.keys(ALLOWED).join(", ")}.`);
for (const { name, version, licence } of refused) say(`NOT ALLOWED: ${name} ${version} comes under ${licence}. Replace it, or give the licence a row with a reason in test/audit/licences.mjs.`);
for (const problem of problems) say(`NOT AS LOCKED: ${problem}`);

const known = await advisories(root);
if (!known.reachable) say(`ADVISORIES NOT REACHABLE: the registry did not answer (${known.why}). Nothing is known of advisories; run \`npm run audit -- --strict\` where it does.`);
else if (known.found.length === 0) say("No advisories against production packages.");
else for (const { name, severity, title } of known.found) say(`ADVISORY (${severity}): ${name}: ${title}`);

const failed = refused.length > 0 || problems.length > 0 || (strict && (!known.reachable || known.found.length > 0));
process.exitCode = failed ? 1 : 0;
