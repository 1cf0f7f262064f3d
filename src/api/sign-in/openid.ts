import { EwpError, notFound } from "../../kernel/errors.js";
import type { Logger } from "../../kernel/ports.js";
import type { Operation } from "../operation.js";
import type { OfficeServices } from "../services.js";

/** Sends the browser to the institution's provider. */
export const beginOpenId = ({ signIns: { openId } }: Pick<OfficeServices, "signIns">): Operation<"beginOpenId"> => async ({ query }) => {
  if (!openId) throw notFound("No provider is set up here; sign in with e-mail address and password.", { code: "no-openid" });
  const { url, kept } = await openId.start(query.to ?? "/");
  return { status: 302, redirect: url, started: kept };
};

/** The browser is back: on to the pages, which tell what went wrong by its code. */
export const endOpenId = ({ signIns, log }: Pick<OfficeServices, "signIns" | "log">): Operation<"endOpenId"> => async ({ visitor }) => {
  try {
    const { personId, secret, to } = await signIns.withOpenId(visitor.query ?? "", visitor.started);
    if (visitor.secret !== undefined) await signIns.end(visitor.secret);
    return { status: 302, redirect: to, secret, signedIn: personId, started: null };
  } catch (error) {
    if (!(error instanceof EwpError) || error.status !== 401) throw error;
    tell(error, log);
    return { status: 302, redirect: `/?problem=${error.code}`, started: null };
  }
};

/** The reason is for the operator: what the provider said may name its accounts, so only the kind of trouble is told. */
const tell = ({ code, cause }: EwpError, log: Logger): void =>
  log.warn("sign-in at the provider refused", { reason: code, kind: cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.name) : undefined });
