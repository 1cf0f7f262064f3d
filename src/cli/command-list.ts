import type { Command } from "./command.js";

interface Row {
  /** A few words for the list of commands. */
  readonly about: string;
  /** Loaded only when it is asked for, so that help is instant. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command. To add one: a file in commands/ that exports `command`, and a row here. */
export const COMMANDS: Readonly<Record<string, Row>> = {
  sandbox: { about: "start a local network: registry, nodes, sample data", load: () => import("./commands/sandbox.js") },
  demo: { about: "run the life of an agreement between two nodes, step by step", load: () => import("./commands/demo.js") },
  serve: { about: "run a node", load: () => import("./commands/serve.js") },
  worker: { about: "run deliveries beside a node", load: () => import("./commands/worker.js") },
  doctor: { about: "look for what is wrong around a node, and say how to mend it", load: () => import("./commands/doctor.js") },
  "self-test": { about: "hold a running node, ours or anyone's, to the network's rules", load: () => import("./commands/self-test.js") },
  migrate: { about: "bring the database up to date", load: () => import("./commands/migrate.js") },
  copy: { about: "copy the database into an empty one: backup, or from embedded to a server", load: () => import("./commands/copy.js") },
  config: { about: "check, show or document the settings", load: () => import("./commands/config.js") },
  tokens: { about: "make, list and revoke API tokens", load: () => import("./commands/tokens.js") },
  people: { about: "add, list and disable people who sign in at the office", load: () => import("./commands/people.js") },
  keys: { about: "list, rotate and withdraw the keys of institutions", load: () => import("./commands/keys.js") },
  evidence: { about: "verify what was kept, print its heads, pack what proves an agreement", load: () => import("./commands/evidence.js") },
  audit: { about: "verify the log of who did what and saw which record", load: () => import("./commands/audit.js") },
  retention: { about: "say which records of students are past their time, and remove them", load: () => import("./commands/retention.js") },
  manifest: { about: "print or check a manifest", load: () => import("./commands/manifest.js") },
  catalogue: { about: "state, refresh and look-ups of the catalogue", load: () => import("./commands/catalogue.js") },
  partners: { about: "run faulty partners in a local network (the sandbox does)", load: () => import("./commands/partners.js") },
  registry: { about: "run a local registry (the sandbox does)", load: () => import("./commands/registry.js") },
};
