import { createDigests, type Digests } from "../domain/digest/service.js";
import { factsheetV1Client } from "../ewp/factsheet/v1/client.js";
import { inEnglish } from "../kernel/lang-text.js";
import type { Core } from "./core.js";
import { composeInbox } from "./inbox.js";

/** The daily mail; undefined unless a mail server is set. The client is loaded only then. */
export const composeDigests = async ({ config, store, agreements, calls, catalogue, system }: Core): Promise<Digests | undefined> => {
  const { smtpUrl, from, timeZone, hour } = config.mail;
  const { publicUrl } = config.office;
  if (smtpUrl === undefined || from === undefined || publicUrl === undefined) return undefined;
  const { smtpMail } = await import("../mail/smtp.js");
  const { inbox, deadlines } = composeInbox({ store, agreements, profiles: factsheetV1Client(calls), stuckAfterDays: config.inbox.stuckDays, system });
  return createDigests({
    store: store.digests, inbox, deadlines, institutions: store.institutions, partnerName: (heiId) => inEnglish(catalogue.current()?.hei(heiId)?.names ?? []) || undefined,
    send: smtpMail({ url: smtpUrl, from, domain: new URL(publicUrl).hostname }), timeZone, hour, officeUrl: publicUrl.replace(/\/$/, ""), clock: system.clock, log: system.logger,
  });
};
