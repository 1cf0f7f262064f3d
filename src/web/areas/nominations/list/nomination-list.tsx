import { useMemo } from "react";
import { Label, Link, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { ActButton } from "../../../components/act-button.js";
import { SelectField } from "../../../components/fields/select-field.js";
import { PageHeader } from "../../../components/page-header.js";
import { RecordTable } from "../../../components/record-table.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { addressOf, type Direction } from "../model.js";
import { type NominationQuestion, useNominations } from "../queries.js";
import { AreaTabs } from "./area-tabs.js";
import { Board } from "./board.js";
import { useNominationColumns } from "./columns.js";

const STATUSES = { outgoing: ["draft", "pending", "approved", "rejected", "cancelled"], incoming: ["pending", "approved", "rejected", "cancelled"] } as const;
type StatusFilter = (typeof STATUSES)[Direction][number] | "";

/** All nominations of one direction, as a list or as a board; what it is narrowed to stands in the address. */
export const NominationList = ({ direction }: { readonly direction: Direction }) => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  const may = useMay();
  const [parameters, setParameters] = useSearchParams();
  const read = (name: string): string => parameters.get(name) ?? "";
  const set = (name: string, value: string): void => setParameters((before) => {
    const after = new URLSearchParams(before);
    if (value === "") after.delete(name);
    else after.set(name, value);
    return after;
  }, { replace: true });
  const isBoard = read("view") === "board";
  const status = read("status") as StatusFilter;
  const year = read("academicYear");
  const within: NominationQuestion = year === "" ? {} : { academicYear: year };
  const years = useMemo(() => academicYearsAround(3, 2).map((one) => ({ id: one, label: one })), []);
  return (
    <>
      <PageHeader title={t("title")} acts={direction === "outgoing" && may("mobilities:write") && <Link className="button primary" href={hei("nominations", "outgoing", "new")}>{t("list.new")}</Link>} />
      <AreaTabs />
      <search className="filters">
        <SelectField label={t("list.year")} choices={[{ id: "", label: t("list.all-years") }, ...years]} value={year} onChange={(one) => set("academicYear", one)} />
        {!isBoard && <SelectField label={t("list.status")} choices={[{ id: "", label: t("list.all-statuses") }, ...STATUSES[direction].map((id) => ({ id, label: t(`status.${id}`) }))]} value={status} onChange={(one) => set("status", one)} />}
        {(year !== "" || status !== "") && <ActButton look="quiet" onPress={() => setParameters(isBoard ? { view: "board" } : {}, { replace: true })}>{t("list.clear")}</ActButton>}
        <span className="spacer" />
        <RadioGroup className="field-auto" orientation="horizontal" value={isBoard ? "board" : "list"} onChange={(view) => set("view", view === "board" ? view : "")}>
          <Label className="visually-hidden">{t("list.view")}</Label>
          <div className="choice-row"><Radio value="list" className="choice">{t("list.as-list")}</Radio><Radio value="board" className="choice">{t("list.as-board")}</Radio></div>
        </RadioGroup>
      </search>
      {isBoard ? <Board direction={direction} within={within} /> : <ListOf direction={direction} question={{ ...within, ...questionOf(status, direction) }} />}
    </>
  );
};

const questionOf = (status: StatusFilter, direction: Direction): NominationQuestion => {
  if (status === "") return {};
  if (status === "draft") return { stage: "draft" };
  return { status: [status], ...(direction === "outgoing" && status === "pending" && { stage: "sent" as const }) };
};

const ListOf = ({ direction, question }: { readonly direction: Direction; readonly question: NominationQuestion }) => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  const pages = useNominations(direction, question);
  return <div className="fills record-page"><RecordTable label={t(`parts.${direction}`)} pages={pages} columns={useNominationColumns()} idOf={(one) => addressOf(one).join(" ")} hrefOf={(one) => hei(...addressOf(one))} empty={<p>{t(`list.empty-${direction}`)}</p>} /></div>;
};
