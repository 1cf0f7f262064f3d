import { serve } from "../../runtime/serve.js";
import { echoV2 } from "./api.js";

/** Repeats what was said, in order, and who said it: all that the catalogue knows the key to cover. */
export const serveEchoV2 = serve(echoV2, () => ({
  url: async ({ params, requester }) => ({ heiIds: requester.heiIds, echos: params.echos }),
}));
