import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createOfficeServer } from "../api/listener/office-server.js";
import { lazily } from "../kernel/lazily.js";
import { enterBootstrapToken } from "./bootstrap-token.js";
import type { Core } from "./core.js";
import { listen, type Listener } from "./listener.js";

/** Partners come first: for so long after the start the contract is compiled only if somebody asks. */
const OFFICE_AFTER_MS = 1_000;

/** The office listener: the REST API for the institution's own systems. Requests that come before the API is loaded wait for it. */
export const openOffice = async (core: Core): Promise<Listener> => {
  const { office } = core.config;
  await enterBootstrapToken(core);
  const app = lazily(async () => (await import("./office-app.js")).officeApp(core));
  const loaded = () => app.get().catch((error: unknown) => core.system.logger.error("the office API could not be loaded", { error: String(error) }));
  const answer: RequestListener = async (request, response) => {
    const handle = await loaded();
    if (handle) handle(request, response);
    else response.writeHead(500).end();
  };
  const server = createOfficeServer(answer, { tls: tlsOf(office) }, core.system);
  const listener = await listen(server, { host: office.host, port: office.port, name: "office" });
  const unasked = setTimeout(() => void loaded(), OFFICE_AFTER_MS);
  return {
    close: (seconds) => {
      clearTimeout(unasked);
      core.feedWatch.close();
      return listener.close(seconds);
    },
  };
};

const tlsOf = ({ tlsCert, tlsKey, clientCa, clientCertificate }: Core["config"]["office"]) => {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const clients = clientCa === undefined ? undefined : { authorities: readFileSync(clientCa, "utf8"), required: clientCertificate === "required" };
  return { cert: readFileSync(tlsCert, "utf8"), key: readFileSync(tlsKey, "utf8"), clients };
};

