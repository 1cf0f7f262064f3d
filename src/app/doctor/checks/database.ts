import type { ServerFacts } from "../../../store/server-facts.js";
import { type Check, fault, type Finding, ok, skipped, warning } from "../finding.js";
import { reasonOf } from "../reason.js";

/** The schema uses multiranges. */
const LEAST_VERSION = 140_000;

export const database: Check = {
  name: "database",
  run: async ({ config, store }) => {
    const embedded = config.store.databaseUrl.startsWith("pglite:");
    if (typeof store === "string") {
      return [embedded ? skipped(`${store} A running node has the embedded database to itself: stop it to look inside.`)
        : fault(store, "Start PostgreSQL, or correct PASSERELLE_DATABASE_URL.")];
    }
    const pending = await store.pendingMigrations();
    const findings: Finding[] = pending.length === 0 ? [] : [warning(`The schema is not the one of this version: ${pending.join(", ")} to come.`, "Run `passerelle migrate`, or start the node: it does the same.")];
    if (embedded) return [...findings, warning("The embedded database survives no power cut.", "Set PASSERELLE_DATABASE_URL to a PostgreSQL server for real agreements.")];
    const facts = await store.serverFacts().catch(reasonOf);
    if (typeof facts === "string") return [...findings, fault(`PostgreSQL does not answer: ${facts}`, "Look at its log.")];
    findings.push(...judged(facts));
    return findings.length > 0 ? findings : [ok(`PostgreSQL ${facts.version} keeps what it has confirmed.`)];
  },
};

const judged = ({ number, version, settings, connections }: ServerFacts): readonly Finding[] => {
  const findings: Finding[] = [];
  if (number < LEAST_VERSION) findings.push(fault(`PostgreSQL ${version} is too old.`, "Upgrade to PostgreSQL 14 or newer."));
  for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
    if (settings[name] === "off") findings.push(fault(`PostgreSQL runs with ${name}=off: what it has confirmed may be lost or damaged by a power cut.`, `Set ${name}=on in postgresql.conf and reload it.`));
  }
  if (connections.used > connections.most * 0.9) findings.push(warning(`${connections.used} of PostgreSQL's ${connections.most} connections are in use.`, "Raise max_connections, or run fewer workers."));
  return findings;
};
