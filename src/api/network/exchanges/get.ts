import { type Caller, scopesFor } from "../../../domain/access/caller.js";
import type { Exchange } from "../../../domain/exchanges/model.js";
import { notFound } from "../../../kernel/errors.js";
import { type HeiId, heiId } from "../../../kernel/ids.js";
import type { Operation } from "../../operation.js";
import type { OfficeServices } from "../../services.js";
import { type ParsedBodies, presentExchange } from "./present.js";

type Services = Pick<OfficeServices, "exchanges" | "xmlToJson">;

export const getExchange = ({ exchanges, xmlToJson }: Services): Operation<"getExchange"> => async ({ path, caller }) => {
  await exchanges.flush();
  const exchange = await exchanges.get(heiId(path.heiId), path.exchangeId);
  if (!exchange || (isAboutStudents(exchange) && !maySeeStudents(caller, exchange.heiId))) throw notFound("There is no exchange with this id.");
  return { status: 200, body: presentExchange(exchange, await parsedBodies(exchange, xmlToJson)) };
};

/** Nominations, learning agreements, transcripts: by the names of their APIs (PROTOCOL 5). */
const isAboutStudents = ({ api }: Exchange): boolean => /^[io]mobilit/.test(api);

/** Of people, those who see students' records anyhow, and technicians, who have to see what exactly was sent. */
const maySeeStudents = (caller: Caller, at: HeiId): boolean => {
  const scopes = scopesFor(caller, at);
  return caller.kind === "system" || scopes.includes("mobilities:read") || scopes.includes("network:write");
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
