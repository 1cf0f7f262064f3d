import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSystem, untilStopped } from "../../app/system.js";
import { listing } from "../../sandbox/partners/personalities.js";
import { startPartners } from "../../sandbox/partners/start.js";
import { type Command, print, UsageError, wholeNumber } from "../command.js";
import { PARTNERS_PORT, withPersonalities } from "../partner-options.js";

const STOP_SECONDS = 5;

export const command: Command = {
  usage: "partners --with NAMES --catalogue URL --ca FILE --ca-key FILE",
  about: `Faulty partners for a local network: one process, an institution each, and a plain HTTP door to make them do things. Join them by their manifests, which the door lists.\n\n${listing().join("\n")}`,
  options: {
    with: { value: "NAMES", about: "which, separated by commas; list shows them", many: true },
    port: { value: "N", about: `port of the door, the partners are at the next ones (default ${PARTNERS_PORT})` },
    catalogue: { value: "URL", about: "the registry's catalogue" },
    ca: { value: "FILE", about: "certificate (PEM) of the authority that registry and nodes trust" },
    "ca-key": { value: "FILE", about: "its private key (PEM), for the partners' certificates" },
  },
  async run(args) {
    const personalities = withPersonalities(args);
    if (personalities === "list") return print(...listing());
    const [catalogueUrl, caFile, caKeyFile] = [args.text("catalogue"), args.text("ca"), args.text("ca-key")];
    if (personalities.length === 0 || catalogueUrl === undefined || caFile === undefined || caKeyFile === undefined) throw new UsageError("--with, --catalogue, --ca and --ca-key are needed.");
    const system = createSystem({ level: "info", format: "auto" });
    const ca = { certificatePem: readFileSync(caFile, "utf8"), privateKey: createPrivateKey(readFileSync(caKeyFile)) };
    const partners = await startPartners({ personalities, port: wholeNumber(args, "port", [PARTNERS_PORT, 0, 65_000]), ca, catalogueUrl }, system);
    for (const { manifestUrl, heiId } of partners.nodes) system.logger.info("a faulty partner is up", { heiId, manifestUrl });
    system.logger.info("the door to the faulty partners is open", { doorUrl: partners.doorUrl });
    await untilStopped(partners.stop, { logger: system.logger, seconds: STOP_SECONDS });
  },
};
