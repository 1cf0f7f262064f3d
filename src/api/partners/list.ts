import { badRequest } from "../../kernel/errors.js";
import { given } from "../../kernel/given.js";
import type { Page } from "../../domain/page.js";
import type { Snapshot } from "../../registry/model.js";
import type { Call, Operation } from "../operation.js";
import { pageRequest, presentPage } from "../lists/page.js";
import type { OfficeServices } from "../services.js";
import { currentCatalogue } from "./current.js";
import { type NetworkMember, presentPartnerSummary } from "./present.js";

type Query = Call<"listPartners">["query"];

export const listPartners = ({ catalogue, agreementApis }: Pick<OfficeServices, "catalogue" | "agreementApis">): Operation<"listPartners"> => async ({ query }) => {
  const page = members(currentCatalogue(catalogue), query);
  return { status: 200, body: presentPage(page, (member) => presentPartnerSummary(member, agreementApis)) };
};

/** Institutions in the order of their ids; the cursor is the last id, so pages stay whole across catalogues. */
const members = (snapshot: Snapshot, query: Query): Page<NetworkMember> => {
  const { limit, cursor } = pageRequest(query);
  const search = given({ text: query.q, topLevelDomain: query.topLevelDomain?.toLowerCase(), coveredOnly: query.covered === true ? true : undefined, after: cursor === undefined ? undefined : lastId(cursor) });
  const items: NetworkMember[] = [];
  for (const hei of snapshot.heis(search)) {
    const entries = snapshot.entriesOf(hei.id);
    if (!fits(entries, query)) continue;
    if (items.length === limit) return { items, next: Buffer.from(items.at(-1)?.hei.id ?? "").toString("base64url") };
    items.push({ hei, entries });
  }
  return { items };
};

const fits = (entries: NetworkMember["entries"], { api, covered }: Query): boolean =>
  (api === undefined || entries.some(({ element }) => element === api)) && (covered !== false || entries.length === 0);

const lastId = (cursor: string): string => {
  const id = Buffer.from(cursor, "base64url").toString();
  if (Buffer.from(id).toString("base64url") !== cursor) throw badRequest("The cursor is not one that this list gave; start without a cursor.", { code: "bad-cursor" });
  return id;
};
