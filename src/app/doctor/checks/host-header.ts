import { errorResponse } from "../../../ewp/runtime/error-response.js";
import { fingerprintOf } from "../../../security/keys/public-key.js";
import { generateKeyPair } from "../../../security/keys/key-pair.js";
import { signRequest } from "../../../security/http-signature/sign-request.js";
import { readDocument } from "../../../xml/read.js";
import { type Check, fault, ok, skipped } from "../finding.js";
import { reasonOf } from "../reason.js";
import { ask } from "../outside.js";

/**
 * Signatures cover the Host header, so a proxy has to pass it on (PROTOCOL 8 row 6). Asks our own echo with a key that nobody knows: when
 * all is well, the key is what is refused.
 */
export const hostHeader: Check = {
  name: "Host header behind the proxy",
  run: async ({ config, system, ours }) => {
    const [heiId] = ours;
    if (heiId === undefined) return [skipped("There is no institution whose echo could be asked.")];
    const url = new URL(`${config.network.publicUrl}/ewp/${heiId}/echo/v2`);
    const { publicKey, privateKey } = await generateKeyPair();
    const { headers } = await signRequest({
      keyId: fingerprintOf(publicKey), privateKey, method: "GET", url, body: new Uint8Array(), headers: {}, requestId: system.ids.uuid(), now: system.clock.now(),
    });
    const answer = await ask(url, headers).catch(reasonOf);
    if (typeof answer === "string") return [fault(`${url.href} cannot be reached from here: ${answer}`, "Check the proxy, the firewall and that the node runs.")];
    if (answer.status === 403) return [ok("Signed requests arrive as they were signed.")];
    return [fault(`A request to ${url.href} arrived changed: the node answers ${answer.status}, ${messageOf(answer.body)}`, "The proxy has to pass path, query and headers on as they came. With nginx: `proxy_set_header Host $http_host;` and `proxy_pass` without a path; with Apache: `ProxyPreserveHost On` and `AllowEncodedSlashes NoDecode`.")];
  },
};

const messageOf = (body: Buffer): string => {
  try {
    return JSON.stringify(readDocument(errorResponse, body).developerMessage);
  } catch {
    return "with something that is no error-response of EWP";
  }
};
