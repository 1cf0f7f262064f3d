import type { Command } from "./command.js";

interface Row {
  /** A few words for the list of commands. */
  readonly about: string;
  /** Loaded only when it is asked for, so that help is instant. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command. To add one: a file that exports `command`, and a row here. */
export const COMMANDS: Readonly<Record<string, Row>> = {
  sandbox: { about: "start a local network: registry, nodes, sample data", load: () => import("./sandbox.js") },
  demo: { about: "run the life of an agreement between two nodes, step by step", load: () => import("./demo.js") },
  serve: { about: "run a node", load: () => import("./serve.js") },
  worker: { about: "run deliveries beside a node", load: () => import("./worker.js") },
  migrate: { about: "bring the database up to date", load: () => import("./migrate.js") },
  config: { about: "check, show or document the settings", load: () => import("./config.js") },
  tokens: { about: "make, list and revoke API tokens", load: () => import("./tokens.js") },
  keys: { about: "list the keys of the institutions", load: () => import("./keys.js") },
  manifest: { about: "print or check a manifest", load: () => import("./manifest.js") },
  catalogue: { about: "state, refresh and look-ups of the catalogue", load: () => import("./catalogue.js") },
  registry: { about: "run a local registry (the sandbox does)", load: () => import("./registry.js") },
};
