/** The parts of the npm package http-signature that the interop tests use; it comes without types. */
declare module "http-signature" {
  import type { ClientRequest } from "node:http";

  interface Incoming {
    readonly method?: string | undefined;
    readonly url?: string | undefined;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  }
  interface Parsed {
    readonly keyId: string;
    readonly params: { readonly headers: readonly string[]; readonly signature: string };
    readonly signingString: string;
  }
  const httpSignature: {
    sign(request: ClientRequest, options: { keyId: string; key: string; algorithm: string; headers: readonly string[] }): boolean;
    parseRequest(request: Incoming, options: { headers: readonly string[]; algorithms: readonly string[]; authorizationHeaderName?: string }): Parsed;
    verifySignature(parsed: Parsed, publicKeyPem: string): boolean;
  };
  export default httpSignature;
}
