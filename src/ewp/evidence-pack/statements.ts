import type { Exchange } from "../../domain/exchanges/model.js";
import { parseXml } from "../../xml/parse.js";
import { readDocument } from "../../xml/read.js";
import { iiasApprovalResponse } from "../iias-approval/v2/documents.js";
import { iiaHashes } from "../iias/v7/hash.js";
import { type Copies, documentIn, idConcerned } from "./concerns.js";

/** Something that one exchange proves. */
export interface Statement {
  readonly kind: "served" | "approved" | "no-approval" | "notified";
  /** The institution that said it under its signature. */
  readonly by: string;
  /** Id of the copy that it is about. */
  readonly agreement: string;
  readonly hash?: string;
  readonly api: string;
  /** ISO; of the exchange. */
  readonly at: string;
  readonly exchange: string;
  /** For people. */
  readonly text: string;
}

type Said = Pick<Statement, "kind" | "hash">;

/** What the exchanges prove, oldest first: a copy when it was served first, and whenever an answer differs from the one before. */
export const statementsOf = (exchanges: readonly Exchange[], copies: Copies): readonly Statement[] => {
  const last = new Map<string, string>();
  return exchanges.flatMap((exchange) => {
    const agreement = idConcerned(exchange, copies);
    const said = agreement === undefined || exchange.status !== 200 || exchange.problem !== undefined ? undefined : saidIn(exchange, agreement);
    if (agreement === undefined || !said) return [];
    const by = speaker(exchange);
    const subject = `${exchange.api} ${by} ${agreement}`;
    const isNews = said.kind === "notified" || last.get(subject) !== `${said.kind} ${said.hash}`;
    last.set(subject, `${said.kind} ${said.hash}`);
    const statement = { ...said, by, agreement, api: exchange.api, at: exchange.at.toISOString(), exchange: exchange.id };
    return isNews ? [{ ...statement, text: sentence(statement) }] : [];
  });
};

/** Notifications are said by who asks, everything else by who answers. */
const speaker = ({ api, direction, heiId, partnerHeiId = heiId }: Exchange): string => ((direction === "out") === /cnr$/.test(api) ? heiId : partnerHeiId);

const saidIn = (exchange: Exchange, agreement: string): Said | undefined => {
  try {
    if (exchange.api === "iias") return servedIn(exchange, agreement);
    return exchange.api === "iias-approval" ? approvedIn(exchange, agreement) : { kind: "notified" };
  } catch {
    return undefined; // What cannot be read proves nothing; the exchange is in the pack all the same.
  }
};

const servedIn = (exchange: Exchange, agreement: string): Said | undefined => {
  const found = iiaHashes(parseXml(documentIn(exchange))).find(({ iiaId }) => iiaId === agreement);
  return found && found.declared === found.hash ? { kind: "served", hash: found.hash } : undefined;
};

const approvedIn = (exchange: Exchange, agreement: string): Said => {
  const { approvals } = readDocument(iiasApprovalResponse, documentIn(exchange), { onQuirk: () => undefined });
  const found = approvals.find(({ iiaId }) => iiaId === agreement);
  return found ? { kind: "approved", hash: found.iiaHash } : { kind: "no-approval" };
};

const SENTENCES: Readonly<Record<Statement["kind"], (statement: Omit<Statement, "text">) => string>> = {
  served: ({ at, by, agreement, hash }) => `${at}: ${by} served its copy ${agreement} with hash ${hash}.`,
  approved: ({ at, by, agreement, hash }) => `${at}: ${by} said that it approved the copy ${agreement} with hash ${hash}.`,
  "no-approval": ({ at, by, agreement }) => `${at}: ${by} said that it approved no version of the copy ${agreement}.`,
  notified: ({ at, by, agreement, api }) => `${at}: ${by} notified the other side of a change (${api}, ${agreement}).`,
};
const sentence = (statement: Omit<Statement, "text">): string => SENTENCES[statement.kind](statement);
