import { anyElements, optional, struct, type ValueOf } from "../schema.js";
import { SECURITY_NS } from "./namespaces.js";

const methods = struct(SECURITY_NS, { methods: anyElements({ min: 1 }) });

/** HttpSecurityOptions: each method is an element of the namespace of its own specification. */
export const httpSecurity = struct(SECURITY_NS, {
  clientAuthMethods: optional("client-auth-methods", methods),
  serverAuthMethods: optional("server-auth-methods", methods),
  requestEncryptionMethods: optional("request-encryption-methods", methods),
  responseEncryptionMethods: optional("response-encryption-methods", methods),
});
export type HttpSecurity = ValueOf<typeof httpSecurity>;
