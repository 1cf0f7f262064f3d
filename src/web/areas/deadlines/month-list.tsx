import { useMemo } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../components/fields/select-field.js";
import { useHeiId, useHeiPath, useInstitutions } from "../../data/institution.js";
import { inLanguage } from "../../data/names.js";
import { recordPage } from "../../data/record-page.js";
import { type Deadline, HORIZONS, useDeadlineFilters, useDeadlines } from "./questions.js";
import { dayIn, useSentence } from "./sentence.js";

/** The deadlines from today on under the months in which they fall. */
export const MonthList = () => {
  const { t, i18n } = useTranslation("deadlines");
  const { filters: { months, partner }, set } = useDeadlineFilters();
  const deadlines = useDeadlines(months);
  const partners = useMemo(() => partnersOf(deadlines), [deadlines]);
  const shown = useMemo(() => byMonth(deadlines.filter(({ partnerHeiId }) => partner === "" || partnerHeiId === partner)), [deadlines, partner]);
  return (
    <>
      <search className="filters">
        <SelectField label={t("filter.months")} choices={HORIZONS.map((id) => ({ id, label: t("filter.ahead", { count: Number(id) }) }))} value={months} onChange={(value) => set("months", value)} />
        <SelectField label={t("filter.partner")} choices={[{ id: "", label: t("filter.any-partner") }, ...partners]} value={partner} onChange={(value) => set("partner", value)} />
      </search>
      {shown.length === 0 && <p className="card empty">{t("empty")}</p>}
      {shown.map(([month, days]) => (
        <section key={month} className="card" aria-labelledby={`month-${month}`}>
          <h2 id={`month-${month}`}>{dayIn(i18n.language, { year: "numeric", month: "long" }, `${month}-01`)} <span className="muted small">{t("count", { count: days.length })}</span></h2>
          <ul className="rows">{days.map((deadline) => <Entry key={deadline.id} deadline={deadline} />)}</ul>
        </section>
      ))}
    </>
  );
};

const Entry = ({ deadline }: { readonly deadline: Deadline }) => {
  const { t, i18n } = useTranslation("deadlines");
  const sentence = useSentence();
  const hei = useHeiPath();
  const href = deadline.address === undefined ? undefined : recordPage(deadline.address, hei);
  const { on, data: { agreements, iiaCode } } = deadline;
  return (
    <li className="deadline">
      <time className="deadline-day" dateTime={on}>{dayIn(i18n.language, { weekday: "short", day: "numeric", month: "short" }, on)}</time>
      <div>
        <p>{sentence(deadline)}</p>
        <p className="muted small line">
          <Whose deadline={deadline} />
          {typeof iiaCode === "string" && <span>{iiaCode}</span>}
          {typeof agreements === "number" && <span>{t("concerns", { count: agreements })}</span>}
        </p>
      </div>
      {href !== undefined && <Link className="link small" href={href} aria-label={t("open-of", { what: sentence(deadline), whose: iiaCode ?? deadline.partnerName ?? "" })}>{t("open")}</Link>}
    </li>
  );
};

/** The partner that it is about, else our institution; and whose turn it is, where that is known. */
const Whose = ({ deadline: { partnerHeiId, partnerName, data: { turn } } }: { readonly deadline: Deadline }) => {
  const { t, i18n } = useTranslation();
  const here = useHeiId();
  const own = useInstitutions().find(({ heiId }) => heiId === here)?.names ?? [];
  return (
    <>
      <span>{partnerName ?? partnerHeiId ?? (inLanguage(own, i18n.language) || here)}</span>
      {(turn === "us" || turn === "partner" || turn === "both") && <span>{t(`turn.${turn}`)}</span>}
    </>
  );
};

const byMonth = (deadlines: readonly Deadline[]): readonly (readonly [string, readonly Deadline[]])[] => {
  const months = new Map<string, Deadline[]>();
  for (const deadline of deadlines) {
    const month = deadline.on.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), deadline]);
  }
  return [...months];
};

const partnersOf = (deadlines: readonly Deadline[]): readonly { readonly id: string; readonly label: string }[] =>
  [...new Map(deadlines.flatMap(({ partnerHeiId, partnerName }) => (partnerHeiId === undefined ? [] : [[partnerHeiId, partnerName ?? partnerHeiId]])))]
    .map(([id = "", label = ""]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label));
