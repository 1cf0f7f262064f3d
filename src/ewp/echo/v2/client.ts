import type { Calls, Parties } from "../../runtime/call.js";
import { echoV2 } from "./api.js";
import type { EchoResponse } from "./documents.js";

/** Asks a partner to repeat `echos`: shows that both sides' keys, clocks and signatures work. */
export const echoV2Client = ({ call }: Calls) => ({
  echo: async (parties: Parties, echos: readonly string[]): Promise<EchoResponse> => (await call(parties, echoV2, "url", { echos })).value,
});
