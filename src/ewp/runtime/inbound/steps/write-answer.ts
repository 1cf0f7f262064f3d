import { EwpError } from "../../../../kernel/errors.js";
import { writeDocument } from "../../../../xml/write.js";
import { BINARY, type ResponseKind } from "../../define.js";
import { errorResponse } from "../../error-response.js";
import type { Content } from "../exchange.js";
import { Payload } from "../../payload.js";
import { RawAnswer, XML_MEDIA_TYPE } from "../../serve.js";

/** What a handler returned, as bytes. Throws `XmlInvalid` rather than send what the schema forbids. */
export const writeAnswer = (response: ResponseKind, result: unknown): Content => {
  if (result instanceof RawAnswer) return { status: 200, headers: result.headers, body: result.body };
  if (response === BINARY) throw new TypeError("a binary endpoint answers with a RawAnswer");
  // `serve` has checked at compile time that the result is a value of this document.
  return { status: 200, headers: { "content-type": XML_MEDIA_TYPE }, body: payloadOf(writeDocument(response, result as Record<string, never>)) };
};

/** Any error as the EwpError that the caller is told: what is not one becomes a 500 with a fixed text (PROTOCOL 4.3). */
export const refusalOf = (error: unknown, exchangeId: string): EwpError =>
  error instanceof EwpError ? error : new EwpError(500, `This node failed unexpectedly. Its operator finds the cause under ${exchangeId}.`, { cause: error });

/** An `error-response` (PROTOCOL 4.3). */
export const writeRefusal = ({ status, developerMessage, userMessages, headers }: EwpError): Content => ({
  status,
  headers: { ...lowerCase(headers), "content-type": XML_MEDIA_TYPE },
  body: payloadOf(writeDocument(errorResponse, {
    developerMessage: writable(developerMessage),
    userMessages: userMessages.map((message) => ({ ...message, text: writable(message.text) })),
  })),
});

const payloadOf = (document: string): Payload => new Payload(Buffer.from(document));

/** Messages quote what the caller sent, and that may hold characters that XML cannot carry. */
const writable = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
