import { gunzipSync } from "node:zlib";
import type { Kysely } from "kysely";
import type { EvidenceSeal } from "../../domain/evidence/ports.js";
import type { Exchange } from "../../domain/exchanges/model.js";
import { toExchange } from "../exchanges/rows.js";
import { withBodies } from "../exchanges/with-bodies.js";
import type { Tables } from "../sql/tables.js";

const ROWS_AT_ONCE = 200;
const APIS = ["omobilities", "omobility-cnr", "omobility-las", "omobility-la-cnr", "imobilities", "imobility-cnr", "imobility-tors", "imobility-tor-cnr"];

export interface Partnership {
  readonly heiId: string;
  readonly partnerHeiId: string;
}

/** Ids of the exchanges of a partnership that ask for, tell of or carry one of these mobilities. Bodies are sealed, so each one is opened. */
export const mentioning = async (db: Kysely<Tables>, seal: EvidenceSeal, { heiId, partnerHeiId }: Partnership, ids: readonly string[]): Promise<readonly string[]> => {
  const named = namedIn(ids);
  const found: string[] = [];
  for (let after = "0"; ; ) {
    const rows = await withBodies(db).where("hei_id", "=", heiId).where("partner_hei_id", "=", partnerHeiId).where("api", "in", APIS)
      .where("chain", "is not", null).where("seq", ">", after).orderBy("seq").limit(ROWS_AT_ONCE).execute();
    found.push(...rows.filter((row) => named(toExchange(row, seal))).map(({ id }) => id));
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < ROWS_AT_ONCE) return found;
  }
};

/** By the names that all these APIs give the id, in documents and in forms: an id may be as short as a digit. */
const namedIn = (ids: readonly string[]): ((exchange: Exchange) => boolean) => {
  const written = ids.flatMap((id) => [id, encodeURIComponent(id), id.replaceAll("&", "&amp;").replaceAll("<", "&lt;")]);
  const pattern = new RegExp(`omobility(?:-id(?:\\s[^<>]*)?>|_id=)\\s*(?:${[...new Set(written)].map((id) => literal(id)).join("|")})\\s*(?:[<&]|$)`, "m");
  return ({ url, requestBody, responseBody = new Uint8Array(), responseHeaders }) =>
    [url, Buffer.from(requestBody).toString(), Buffer.from(responseHeaders?.["content-encoding"] === "gzip" ? unzipped(responseBody) : responseBody).toString()].some((text) => pattern.test(text));
};

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const MOST_BYTES = 64 * 1024 * 1024;

/** What does not unzip is looked at as it is: a partner's broken answer must not keep anything here. */
const unzipped = (body: Uint8Array): Uint8Array => {
  try {
    return gunzipSync(body, { maxOutputLength: MOST_BYTES });
  } catch {
    return body;
  }
};
