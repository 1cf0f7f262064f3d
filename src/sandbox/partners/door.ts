import { createServer, type IncomingMessage, type Server } from "node:http";
import { heiId, type IiaId, type OmobilityId } from "../../kernel/ids.js";
import { given } from "../../kernel/given.js";
import { idOf } from "./office/copies.js";
import { ACTS } from "./office/acts.js";
import type { Act } from "./personality.js";
import type { ScriptedNode } from "./scripted-node.js";

/** What can be asked of a partner beside what it does with agreements. */
const MOVES: Readonly<Record<string, (node: ScriptedNode) => Promise<void> | void>> = {
  vanish: (node) => node.vanish(),
  "come-back": (node) => node.comeBack(),
  "change-keys": (node) => node.changeKeys(),
};

/**
 * A plain HTTP server on this machine for people: `POST /<partner>/<act>?hei_id=…&iia_id=…` makes a partner do something, where
 * `iia_id`, or `omobility_id`, is the partner's own id; `GET /<partner>` tells what it shows, heard and said; `GET /` lists the partners. Pages in a browser
 * are refused: any page that somebody opens on this machine could ask otherwise.
 */
export const doorTo = (nodes: readonly ScriptedNode[]): Server =>
  createServer((request, response) => {
    // Whatever was asked for, also what is no URL: an error that is thrown here ends all partners.
    const target = request.url ?? "/";
    const [path = ""] = target.split("?", 1);
    const [, id = "", act = ""] = path.split("/");
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body, null, 2)}\n`);
    };
    if (isFromPage(request)) return reply(403, { problem: "Pages in a browser may not ask here; ask 127.0.0.1 or localhost with curl or the like." });
    const node = nodes.find(({ personality }) => personality.id === id);
    if (id === "") return reply(200, { partners: nodes.map(({ personality, heiId: hei, manifestUrl }) => ({ id: personality.id, heiId: hei, manifestUrl, fault: personality.fault, look: personality.look })), acts: actNames });
    if (!node) return reply(404, { problem: `There is no partner ${id}.`, partners: nodes.map(({ personality }) => personality.id) });
    if (request.method === "GET" && act === "") return reply(200, told(node));
    if (request.method !== "POST" || !actNames.includes(act)) return reply(404, { problem: `POST one of: ${actNames.join(", ")}.` });
    perform(node, act, new URLSearchParams(target.slice(path.length))).then(() => reply(200, told(node)), (error: unknown) => reply(400, { problem: String(error) }));
  });

/** Browsers name the page that asks, and a page that made its own name lead here gives that name as the host. */
const isFromPage = ({ headers: { origin, host = "" } }: IncomingMessage): boolean => origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/i.test(host);

const actNames: readonly string[] = [...Object.keys(ACTS), ...Object.keys(MOVES)];

const perform = async (node: ScriptedNode, act: string, params: URLSearchParams): Promise<void> => {
  const move = MOVES[act];
  if (move) return move(node);
  const [hei, iiaId, omobilityId] = [params.get("hei_id"), params.get("iia_id"), params.get("omobility_id")];
  if (hei === null) throw new RangeError("hei_id is missing: the institution that this is about");
  const own = iiaId === null ? undefined : node.office.copies.get(iiaId as IiaId);
  await node.perform(act as Act, { heiId: heiId(hei), ...given({ ownId: iiaId === null ? undefined : (iiaId as IiaId), theirId: own?.partners[1]?.iiaId, omobilityId: (omobilityId ?? undefined) as OmobilityId | undefined }) });
};

const told = ({ office, heard, caller }: ScriptedNode) => ({
  copies: [...office.copies.values()].map((copy) => ({ id: idOf(copy), other: copy.partners[1]?.heiId, names: copy.partners[1]?.iiaId })),
  nominations: [...office.nominations.values()].map(({ omobilityId, nomination, status }) => ({ id: omobilityId, other: nomination.receivingHei.heiId, proposal: nomination.proposalId, status })),
  learningAgreements: [...office.learningAgreements.values()].map(({ omobilityId, receivingHei, changesProposal }) => ({ id: omobilityId, other: receivingHei.heiId, proposal: changesProposal?.id })),
  heard: heard.map(({ endpoint, method, from, params }) => ({ endpoint, method, from, params: params.toString() })),
  said: caller.said,
});
