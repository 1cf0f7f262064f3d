import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { SearchField } from "../../../components/fields/search-field.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { Moment } from "../../../components/moment.js";
import { type RecordColumn, RecordTable } from "../../../components/record-table.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useFilters } from "../../../data/filters.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { usePages } from "../../../data/queries.js";
import { DeliveryStateBadge, KINDS, STATES } from "./delivery-state.js";

type Delivery = Schemas["Delivery"];
const NAMES = ["state", "kind", "partner"] as const;

/** What partners must hear and what must be looked up at them. */
export const DeliveryList = () => {
  const { t } = useTranslation("network");
  const hei = useHeiPath();
  const { filters, set, clear, isNarrowed } = useFilters(NAMES);
  const pages = useDeliveries(filters);
  const columns = useColumns();
  return (
    <>
      <search className="filters">
        <SearchField label={t("partner")} placeholder={t("partner-help")} value={filters.partner} onChange={(partner) => set("partner", partner.trim().toLowerCase())} />
        <SelectField label={t("deliveries.state.label")} choices={[{ id: "", label: t("all-states") }, ...STATES.map((id) => ({ id, label: t(`deliveries.state.${id}`) }))]} value={filters.state} onChange={(state) => set("state", state)} />
        <SelectField label={t("deliveries.what")} choices={[{ id: "", label: t("all-kinds") }, ...KINDS.map((id) => ({ id, label: t(`deliveries.kind.${id}`) }))]} value={filters.kind} onChange={(kind) => set("kind", kind)} />
        {isNarrowed && <ActButton look="quiet" onPress={clear}>{t("clear")}</ActButton>}
      </search>
      <div className="fills record-page">
        <RecordTable label={t("deliveries.title")} pages={pages} columns={columns} idOf={({ id }) => id} hrefOf={({ id }) => hei("network", "deliveries", id)} empty={<p>{t("deliveries.empty")}</p>} />
      </div>
    </>
  );
};

const useDeliveries = ({ state, kind, partner }: ReturnType<typeof useFilters<(typeof NAMES)[number]>>["filters"]) => {
  const heiId = useHeiId();
  const states = STATES.filter((one) => one === state);
  const kinds = KINDS.filter((one) => one === kind);
  const query = { limit: 100, ...(states.length > 0 && { state: states }), ...(kinds.length > 0 && { kind: kinds }), ...(partner !== "" && { partner }) };
  return usePages(["hei", heiId, "deliveries", "list", query], (cursor, signal) =>
    dataOf(api.GET("/institutions/{heiId}/deliveries", { params: { path: { heiId }, query: { ...query, ...(cursor !== undefined && { cursor }) } }, signal })));
};

const useColumns = (): readonly RecordColumn<Delivery>[] => {
  const { t } = useTranslation("network");
  return useMemo(() => [
    { id: "what", label: t("deliveries.what"), width: "3fr", minWidth: 190, isNarrow: true, cell: ({ kind, partnerHeiId }) => <><span className="cell-strong">{t(`deliveries.kind.${kind}`)}</span><span className="cell-under">{partnerHeiId}</span></> },
    { id: "state", label: t("deliveries.state.label"), width: "1.3fr", minWidth: 120, isNarrow: true, cell: ({ state }) => <DeliveryStateBadge state={state} /> },
    { id: "reason", label: t("deliveries.reason"), width: "4fr", minWidth: 160, cell: ({ reason }) => (reason === undefined ? null : <span lang="en" title={reason}>{reason}</span>) },
    { id: "attempts", label: t("deliveries.attempts"), width: "1fr", minWidth: 90, isNumber: true, cell: ({ attempts }) => attempts },
    { id: "since", label: t("deliveries.since"), width: "1.7fr", minWidth: 160, cell: ({ createdAt }) => <Moment at={createdAt} /> },
  ], [t]);
};
