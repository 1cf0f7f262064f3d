import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { type RecordColumn, RecordTable } from "../../../components/record-table.js";
import { StatusBadge } from "../../../components/status-badge.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { usePages } from "../../../data/queries.js";

type Summary = Schemas["IncomingSummary"];

/** Copies of partners that belong to none of our agreements yet. */
export const IncomingList = () => {
  const { t } = useTranslation("agreements");
  const heiId = useHeiId();
  const hei = useHeiPath();
  const pages = usePages(["hei", heiId, "incoming"], (cursor, signal) => dataOf(api.GET("/institutions/{heiId}/incoming", { params: { path: { heiId }, query: { limit: 100, ...(cursor !== undefined && { cursor }) } }, signal })));
  const columns = useMemo((): readonly RecordColumn<Summary>[] => [
    { id: "partner", label: t("list.partner"), width: "3fr", minWidth: 170, isNarrow: true, cell: ({ partnerName, partnerHeiId, iiaCode, iiaId }) => <><span className="cell-strong">{partnerName ?? partnerHeiId}</span><span className="cell-under">{iiaCode ?? iiaId}</span></> },
    { id: "state", label: t("list.status"), width: "2fr", minWidth: 150, isNarrow: true, cell: ({ validForApproval }) => (validForApproval ? <StatusBadge tone="us">{t("incoming.to-link")}</StatusBadge> : <StatusBadge tone="bad">{t("incoming.faulty")}</StatusBadge>) },
    { id: "conditions", label: t("incoming.conditions"), width: "1fr", isNumber: true, cell: ({ conditions }) => conditions },
    { id: "received", label: t("incoming.received"), width: "1.5fr", cell: ({ receivedAt }) => <Moment at={receivedAt} to="day" /> },
  ], [t]);
  return (
    <>
      <PageHeader title={t("incoming.title")} above={{ label: t("title"), href: hei("agreements") }} under={t("incoming.text")} />
      <div className="fills record-page">
        <RecordTable label={t("incoming.title")} pages={pages} columns={columns} idOf={({ partnerHeiId, iiaId }) => `${partnerHeiId} ${iiaId}`} hrefOf={({ partnerHeiId, iiaId }) => hei("agreements", "incoming", partnerHeiId, iiaId)} empty={<p>{t("incoming.empty")}</p>} />
      </div>
    </>
  );
};
