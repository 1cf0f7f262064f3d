import type { InboxFilter } from "../../domain/inbox/list.js";
import type { InboxGroup, InboxKind } from "../../domain/inbox/model.js";
import { given } from "../../kernel/given.js";
import { heiId } from "../../kernel/ids.js";
import { pageRequest, presentPage } from "../lists/page.js";
import type { Operation } from "../operation.js";
import { partnerName } from "../partners/name.js";
import type { OfficeServices } from "../services.js";
import { presentItem } from "./present.js";

type Services = Pick<OfficeServices, "inbox" | "catalogue">;

export const listInbox = ({ inbox, catalogue }: Services): Operation<"listInbox"> => async ({ path, query, caller }) => {
  const page = await inbox.list(heiId(path.heiId), caller, { filter: filterOf(query), order: query.order ?? "partner", page: pageRequest(query) });
  return { status: 200, body: presentPage(page, (item) => presentItem(item, partnerName(catalogue, item.partnerHeiId))) };
};

export const getInboxSummary = ({ inbox, catalogue }: Services): Operation<"getInboxSummary"> => async ({ path, query, caller }) => {
  const { partners, kinds, units, ...counts } = await inbox.summary(heiId(path.heiId), caller, filterOf(query));
  return {
    status: 200,
    body: { ...counts, kinds: [...kinds], units: [...units], partners: partners.map((partner) => ({ ...partner, ...given({ partnerName: partnerName(catalogue, partner.partnerHeiId) }) })) },
  };
};

interface Query {
  readonly partner?: string;
  readonly unit?: string;
  readonly kind?: readonly InboxKind[];
  readonly group?: readonly InboxGroup[];
  readonly identical?: boolean;
}

const filterOf = ({ partner, unit, kind, group, identical }: Query): InboxFilter => given({ partnerHeiId: partner, unitId: unit, kinds: kind, groups: group, identical });
