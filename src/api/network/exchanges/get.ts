import type { Exchange } from "../../../domain/exchanges/model.js";
import { notFound } from "../../../kernel/errors.js";
import { heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { type ParsedBodies, presentExchange } from "./present.js";

type Services = Pick<OfficeServices, "exchanges" | "xmlToJson">;

export const getExchange = ({ exchanges, xmlToJson }: Services): Operation<"getExchange"> => async ({ path }) => {
  await exchanges.flush();
  const exchange = await exchanges.get(heiId(path.heiId), path.exchangeId);
  if (!exchange) throw notFound("There is no exchange with this id.");
  return { status: 200, body: presentExchange(exchange, await parsedBodies(exchange, xmlToJson)) };
};

const parsedBodies = async ({ requestBody, responseBody }: Exchange, xmlToJson: Services["xmlToJson"]): Promise<ParsedBodies> => {
  const [request, response] = await Promise.all([requestBody, responseBody].map((body) => parsedOrNothing(body, xmlToJson)));
  return { ...(request !== undefined && { request }), ...(response !== undefined && { response }) };
};

/** Evidence may be anything, also HTML or garbage: what cannot be read is simply not parsed. */
const parsedOrNothing = async (body: Uint8Array | undefined, xmlToJson: Services["xmlToJson"]): Promise<unknown> => {
  if (body === undefined || !looksLikeXml(body)) return undefined;
  return xmlToJson(body).catch(() => undefined);
};

const looksLikeXml = (body: Uint8Array): boolean => /^(\uFEFF|\s)*</.test(Buffer.from(body.subarray(0, 200)).toString("utf8"));
