import { createTransport } from "nodemailer";
import { MailNotSent, type SendMail } from "../domain/digest/model.js";

export interface SmtpSettings {
  /** `smtp://user:password@host:port` or `smtps://`. */
  readonly url: string;
  readonly from: string;
  /** Domain of message ids. */
  readonly domain: string;
}

/** For a connection, for a greeting, and without a byte. */
const PATIENCE_MS = 20_000;

/** Where the server itself cannot be used, whoever the mail is for. */
const BEFORE_MAIL: ReadonlySet<string> = new Set(["CONN", "EHLO", "HELO", "STARTTLS", "AUTH"]);

/** Mail through the institution's own server. */
export const smtpMail = ({ url, from, domain }: SmtpSettings): SendMail => {
  const transport = createTransport(url, { from });
  Object.assign(transport.options, { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS });
  return async ({ to, subject, text, unsubscribe, id }) => {
    try {
      await transport.sendMail({
        to: { name: "", address: to }, subject, text, messageId: `<${id}@${domain}>`, disableFileAccess: true, disableUrlAccess: true,
        headers: { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated", "Precedence": "bulk" },
      });
    } catch (error) {
      throw serverIsAway(error) ? new MailNotSent("the mail server did not take it", { cause: error }) : error;
    }
  };
};

const serverIsAway = (error: unknown): boolean => typeof error === "object" && error !== null && "command" in error && typeof error.command === "string" && BEFORE_MAIL.has(error.command);
