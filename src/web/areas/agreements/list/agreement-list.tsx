import { useMemo } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ChoiceField } from "../../../components/fields/choice-field.js";
import { SearchField } from "../../../components/fields/search-field.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { type RecordColumn, RecordTable } from "../../../components/record-table.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useHeiPath, useMay } from "../../../data/institution.js";
import { usePages } from "../../../data/queries.js";
import { AgreementStatusBadge, STATUSES, TurnBadge } from "../status.js";
import { useIsced } from "../../../data/isced.js";
import { useCountries } from "./countries.js";
import { useFilters } from "./filters.js";

type Summary = Schemas["AgreementSummary"];
const PAGE = 100;
const LEVELS = [5, 6, 7, 8] as const;

/** All agreements, whatever their status. */
export const AgreementList = () => {
  const { t } = useTranslation("agreements");
  const hei = useHeiPath();
  const may = useMay();
  const { filters, set, clear, isNarrowed } = useFilters();
  const pages = useAgreements(filters);
  const columns = useColumns();
  const isced = useIsced();
  const countries = useCountries();
  const years = useMemo(() => academicYearsAround(3, 6).map((year) => ({ id: year, label: year })), []);
  return (
    <>
      <PageHeader
        title={t("title")}
        acts={(
          <>
            <Link className="button" href={hei("agreements", "incoming")}>{t("list.incoming")}</Link>
            <Link className="button" href={hei("agreements", "renewals")}>{t("list.renew")}</Link>
            {may("agreements:write") && <Link className="button primary" href={hei("agreements", "new")}>{t("list.new")}</Link>}
          </>
        )}
      />
      <search className="filters">
        <SearchField label={t("list.search")} placeholder={t("list.search-help")} value={filters.q} onChange={(q) => set("q", q)} />
        <SelectField label={t("list.status")} choices={[{ id: "", label: t("list.all-statuses") }, ...STATUSES.map((id) => ({ id, label: t(`status.${id}.name`) }))]} value={filters.status} onChange={(status) => set("status", status)} />
        <SelectField label={t("list.years")} choices={[{ id: "", label: t("list.all-years") }, ...years]} value={filters.academicYear} onChange={(year) => set("academicYear", year)} />
        <ChoiceField label={t("list.field")} choices={isced.choices} value={filters.iscedFCode || undefined} onChange={(code) => set("iscedFCode", code)} />
        <SelectField label={t("list.level")} choices={[{ id: "", label: t("list.all-levels") }, ...LEVELS.map((level) => ({ id: String(level), label: t(`eqf.${level}`) }))]} value={filters.eqfLevel} onChange={(level) => set("eqfLevel", level)} />
        <ChoiceField label={t("list.country")} choices={countries} value={filters.country || undefined} onChange={(country) => set("country", country)} />
        {isNarrowed && <ActButton look="quiet" onPress={clear}>{t("list.empty-clear")}</ActButton>}
      </search>
      <div className="fills record-page">
        <RecordTable label={t("list.label")} pages={pages} columns={columns} idOf={({ id }) => id} hrefOf={({ id }) => hei("agreements", id)} empty={<p>{t("list.empty")}</p>} />
      </div>
    </>
  );
};

const useAgreements = ({ q, status, academicYear, iscedFCode, eqfLevel, country }: ReturnType<typeof useFilters>["filters"]) => {
  const heiId = useHeiId();
  const query = { limit: PAGE, ...(q !== "" && { q }), ...(status !== "" && { status: [status] }), ...(academicYear !== "" && { academicYear: [academicYear] }), ...(iscedFCode !== "" && { iscedFCode }), ...(eqfLevel !== "" && { eqfLevel: Number(eqfLevel) }), ...(country !== "" && { country }) };
  return usePages(["hei", heiId, "agreements", "list", query], (cursor, signal) =>
    dataOf(api.GET("/institutions/{heiId}/agreements", { params: { path: { heiId }, query: { ...query, ...(cursor !== undefined && { cursor }) } }, signal })));
};

const useColumns = (): readonly RecordColumn<Summary>[] => {
  const { t } = useTranslation("agreements");
  return useMemo(() => [
    { id: "partner", label: t("list.partner"), width: "3fr", minWidth: 170, isNarrow: true, cell: ({ partnerName, partnerHeiId, iiaCode }) => <><span className="cell-strong">{partnerName ?? partnerHeiId}</span><span className="cell-under">{iiaCode}</span></> },
    { id: "status", label: t("list.status"), width: "2fr", minWidth: 150, isNarrow: true, cell: ({ status }) => <AgreementStatusBadge status={status} /> },
    { id: "turn", label: t("list.turn"), width: "1.5fr", minWidth: 120, cell: ({ turn }) => <TurnBadge turn={turn} /> },
    { id: "years", label: t("list.years"), width: "2fr", minWidth: 150, cell: ({ firstAcademicYear, lastAcademicYear }) => (firstAcademicYear === undefined ? null : <span className="tabular">{firstAcademicYear}{lastAcademicYear !== firstAcademicYear && ` – ${lastAcademicYear}`}</span>) },
    { id: "changed", label: t("list.changed"), width: "1.5fr", minWidth: 120, cell: ({ changedAt }) => <Moment at={changedAt} to="day" /> },
  ], [t]);
};
