import { badRequest } from "../../kernel/errors.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

const BASIC = /^Basic +(\S+)$/i;

/** OAuth 2 client credentials (RFC 6749 4.4): by the header, or in the form. */
export const exchangeCredentials = ({ exchangeCredentials: exchange }: Pick<OfficeServices, "exchangeCredentials">): Operation<"exchangeCredentials"> => async ({ body, visitor }) => {
  const form = body as unknown as Readonly<Record<string, string | undefined>>;
  const { clientId, clientSecret } = inHeader(visitor.authorization) ?? { clientId: form["client_id"], clientSecret: form["client_secret"] };
  if (clientId === undefined || clientSecret === undefined) throw badRequest("Expected client_id and client_secret, in the form or as Basic authorization.", { code: "invalid_request" });
  const { accessToken, expiresInSeconds, scopes } = await exchange({ clientId, clientSecret, scope: form["scope"], address: visitor.address });
  return { status: 200, body: { access_token: accessToken, token_type: "Bearer", expires_in: expiresInSeconds, scope: scopes.join(" ") } };
};

/** Both parts are form-encoded before they are joined (RFC 6749 2.3.1). */
const inHeader = (authorization: string | undefined): { readonly clientId: string; readonly clientSecret: string } | undefined => {
  const encoded = BASIC.exec(authorization ?? "")?.[1];
  const [, clientId, clientSecret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString()) ?? [];
  try {
    return clientId === undefined || clientSecret === undefined ? undefined : { clientId: decodeURIComponent(clientId), clientSecret: decodeURIComponent(clientSecret) };
  } catch {
    return undefined;
  }
};
