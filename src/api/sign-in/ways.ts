import { given } from "../../kernel/given.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

export const getSignInWays = ({ signIns }: Pick<OfficeServices, "signIns">): Operation<"getSignInWays"> => async ({ visitor: { secret } }) => {
  const signedIn = secret !== undefined && (await signIns.authenticate(secret)) !== undefined;
  return { status: 200, body: { password: true, signedIn, ...given({ openid: signIns.openId && { name: signIns.openId.name, url: "/api/v1/sign-in/openid" } }) } };
};
