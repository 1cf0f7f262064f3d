import { createSystem, untilStopped } from "../../app/system.js";
import { serveRegistry } from "../../sandbox/registry/serve.js";
import { type Command, UsageError, wholeNumber } from "../command.js";

const STOP_SECONDS = 5;

export const command: Command = {
  usage: "registry --port N --tls-cert FILE --tls-key FILE [--manifest URL]",
  about: "A registry for local networks: reads manifests, applies the network's rules, serves /catalogue-v1.xml, /status and POST /refresh on 127.0.0.1.",
  options: {
    port: { value: "N", about: "port to listen on (default 9000)" },
    "tls-cert": { value: "FILE", about: "certificate chain (PEM)" },
    "tls-key": { value: "FILE", about: "private key (PEM)" },
    ca: { value: "FILE", about: "certificates (PEM) of authorities to trust besides the usual ones" },
    manifest: { value: "URL", about: "a manifest to read", many: true },
    poll: { value: "SECONDS", about: "between two readings of all manifests (default 3)" },
  },
  async run(args) {
    const [tlsCert, tlsKey, caFile] = [args.text("tls-cert"), args.text("tls-key"), args.text("ca")];
    if (tlsCert === undefined || tlsKey === undefined) throw new UsageError("--tls-cert and --tls-key are needed.");
    const system = createSystem({ level: "info", format: "auto" });
    const registry = await serveRegistry({
      port: wholeNumber(args, "port", [9000, 0, 65_535]), tlsCert, tlsKey, ...caFile !== undefined && { caFile },
      manifestUrls: args.texts("manifest"), pollSeconds: wholeNumber(args, "poll", [3, 1, 3600]),
    }, system);
    await untilStopped(registry.stop, { logger: system.logger, seconds: STOP_SECONDS });
  },
};
