import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";
import { presentToken } from "./present.js";

export const createToken = ({ tokens }: Pick<OfficeServices, "tokens">): Operation<"createToken"> => async ({ body, caller }) => {
  const { name, scopes, heiIds, expiresAt } = body;
  const wanted = { name, scopes, ...given({ heiIds: heiIds?.map(heiId), expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }) };
  const { secret, token } = await tokens.create(wanted, caller);
  return { status: 201, body: { token: secret, info: presentToken(token) } };
};
