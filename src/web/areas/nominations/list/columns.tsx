import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import type { RecordColumn } from "../../../components/record-table.js";
import { useIsced } from "../../../data/isced.js";
import { TurnBadge } from "../../agreements/status.js";
import type { NominationSummary } from "../model.js";
import { NominationStatusBadge } from "../status.js";

export const useNominationColumns = (): readonly RecordColumn<NominationSummary>[] => {
  const { t } = useTranslation("nominations");
  const { nameOf } = useIsced();
  return useMemo(() => [
    { id: "student", label: t("list.student"), width: "3fr", minWidth: 170, isNarrow: true, cell: ({ student, partner }) => <><span className="cell-strong">{student}</span><span className="cell-under">{partner}</span></> },
    { id: "status", label: t("list.status"), width: "1.5fr", minWidth: 130, isNarrow: true, cell: ({ status }) => <NominationStatusBadge status={status} /> },
    { id: "turn", label: t("list.turn"), width: "1.5fr", minWidth: 120, cell: ({ turn }) => <TurnBadge turn={turn} /> },
    { id: "when", label: t("list.when"), width: "1.5fr", minWidth: 110, cell: ({ year, term }) => <span className="tabular">{term ?? year}</span> },
    { id: "field", label: t("list.field"), width: "2.5fr", minWidth: 150, cell: ({ field }) => (field === undefined ? null : <span>{field} {nameOf(field)}</span>) },
    { id: "changed", label: t("list.changed"), width: "1.5fr", minWidth: 110, cell: ({ changedAt }) => <Moment at={changedAt} to="day" /> },
  ], [t, nameOf]);
};
