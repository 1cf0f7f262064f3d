import { inheritedExtraCas } from "../../config/load.js";
import { FEWEST_HEIS, MOST_HEIS } from "../../sandbox/network/plan.js";
import { runSandbox, type SandboxOptions } from "../../sandbox/sandbox.js";
import { listing } from "../../sandbox/partners/personalities.js";
import { type Args, type Command, print, wholeNumber } from "../command.js";
import { NETWORK_OPTIONS, sandboxPorts } from "../network-options.js";
import { withPersonalities } from "../partner-options.js";

const PORT_BASE = 9000;
const DATA_DIR = ".passerelle-sandbox";

export const command: Command = {
  usage: "sandbox [options]",
  about: "Starts a local network over HTTPS: a registry and nodes as separate processes, with sample data. A node that dies is started again. Ctrl-C or SIGTERM ends everything.",
  options: {
    ...NETWORK_OPTIONS,
    heis: { value: "N", about: `institutions, each with a node (${FEWEST_HEIS} to ${MOST_HEIS}, default ${FEWEST_HEIS})` },
    "data-dir": { value: "DIR", about: `where everything is kept from run to run (default ${DATA_DIR})` },
    with: { value: "NAMES", about: "faulty partners that join, separated by commas, e.g. slow-cnr,bad-digest; list shows them all and ends", many: true },
    "extra-manifest": { value: "URL", about: "a manifest of a node outside the sandbox that joins the network", many: true },
    "extra-ca": { value: "FILE", about: "certificates (PEM) of authorities of such nodes; PASSERELLE_EXTRA_CA and NODE_EXTRA_CA_CERTS count too", many: true },
    "ready-file": { value: "FILE", about: "written as JSON when all is up" },
    "no-samples": { about: "institutions without units, factsheets and agreements" },
  },
  run: async (args) => {
    const faulty = withPersonalities(args);
    if (faulty === "list") return print(...listing());
    await runSandbox({ ...optionsOf(args), faulty }, sandboxPorts());
  },
};

const optionsOf = (args: Args): Omit<SandboxOptions, "faulty"> => ({
  portBase: wholeNumber(args, "port-base", [PORT_BASE, 1024, 65_000]),
  heis: wholeNumber(args, "heis", [FEWEST_HEIS, FEWEST_HEIS, MOST_HEIS]),
  dataDir: args.text("data-dir") ?? DATA_DIR,
  redisUrl: args.text("redis-url"),
  databaseUrl: args.text("database-url"),
  extraManifests: args.texts("extra-manifest"),
  extraCas: [...args.texts("extra-ca"), ...inheritedExtraCas()],
  readyFile: args.text("ready-file"),
  samples: !args.flag("no-samples"),
});
