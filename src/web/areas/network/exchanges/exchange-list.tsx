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
import { ExchangeStatus } from "./exchange-status.js";

type Summary = Schemas["ExchangeSummary"];
const NAMES = ["partner", "direction", "failed", "requestId"] as const;
const DIRECTIONS = ["out", "in"] as const;

/** What was sent and received, newest first. */
export const ExchangeList = () => {
  const { t } = useTranslation("network");
  const hei = useHeiPath();
  const { filters, set, clear, isNarrowed } = useFilters(NAMES);
  const pages = useExchanges(filters);
  const columns = useColumns();
  return (
    <>
      <search className="filters">
        <SearchField label={t("partner")} placeholder={t("partner-help")} value={filters.partner} onChange={(partner) => set("partner", partner.trim().toLowerCase())} />
        <SearchField label={t("exchanges.request-id")} placeholder="X-Request-Id" value={filters.requestId} onChange={(id) => set("requestId", id.trim())} />
        <SelectField label={t("exchanges.direction.label")} choices={[{ id: "", label: t("exchanges.direction.both") }, ...DIRECTIONS.map((id) => ({ id, label: t(`exchanges.direction.${id}`) }))]} value={filters.direction} onChange={(direction) => set("direction", direction)} />
        <SelectField label={t("exchanges.outcome.label")} choices={[{ id: "", label: t("exchanges.outcome.all") }, { id: "true", label: t("exchanges.outcome.failed") }, { id: "false", label: t("exchanges.outcome.good") }]} value={filters.failed} onChange={(failed) => set("failed", failed)} />
        {isNarrowed && <ActButton look="quiet" onPress={clear}>{t("clear")}</ActButton>}
      </search>
      <div className="fills record-page">
        <RecordTable label={t("exchanges.title")} pages={pages} columns={columns} idOf={({ id }) => id} hrefOf={({ id }) => hei("network", "exchanges", id)} empty={<p>{t("exchanges.empty")}</p>} />
      </div>
    </>
  );
};

const useExchanges = ({ partner, direction, failed, requestId }: ReturnType<typeof useFilters<(typeof NAMES)[number]>>["filters"]) => {
  const heiId = useHeiId();
  const way = DIRECTIONS.find((one) => one === direction);
  const query = { limit: 100, ...(partner !== "" && { partner }), ...(way && { direction: way }), ...(failed !== "" && { failed: failed === "true" }), ...(requestId !== "" && { requestId }) };
  return usePages(["hei", heiId, "exchanges", "list", query], (cursor, signal) =>
    dataOf(api.GET("/institutions/{heiId}/exchanges", { params: { path: { heiId }, query: { ...query, ...(cursor !== undefined && { cursor }) } }, signal })));
};

const useColumns = (): readonly RecordColumn<Summary>[] => {
  const { t, i18n } = useTranslation("network");
  return useMemo(() => {
    const duration = new Intl.NumberFormat(i18n.language, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 });
    return [
      { id: "what", label: t("exchanges.what"), width: "2.5fr", minWidth: 170, isNarrow: true, cell: ({ api: name, endpoint, direction, partnerHeiId }) => <><span className="cell-strong">{name} {endpoint}</span><span className="cell-under">{t(`exchanges.direction.${direction}`)}{partnerHeiId !== undefined && ` · ${partnerHeiId}`}</span></> },
      { id: "status", label: t("exchanges.answer"), width: "1.2fr", minWidth: 110, isNarrow: true, cell: (exchange) => <ExchangeStatus exchange={exchange} /> },
      { id: "problem", label: t("exchanges.problem"), width: "4fr", minWidth: 160, cell: ({ problem }) => (problem === undefined ? null : <span lang="en" title={problem}>{problem}</span>) },
      { id: "took", label: t("exchanges.took"), width: "1fr", minWidth: 90, isNumber: true, cell: ({ durationMs }) => duration.format(durationMs) },
      { id: "at", label: t("exchanges.at"), width: "1.7fr", minWidth: 160, cell: ({ at }) => <Moment at={at} /> },
    ];
  }, [t, i18n.language]);
};
