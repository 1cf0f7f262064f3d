import { useMemo } from "react";
import { Link, ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../components/fields/select-field.js";
import { Moment } from "../../components/moment.js";
import { PageHeader } from "../../components/page-header.js";
import { type RecordColumn, RecordTable } from "../../components/record-table.js";
import { StatusBadge, type Tone } from "../../components/status-badge.js";
import { now } from "../../data/browser.js";
import { useHeiPath } from "../../data/institution.js";
import { recordPage } from "../../data/record-page.js";
import { GROUPS, type InboxFilters, type InboxGroup, type InboxItem, KINDS, useInbox, useInboxFilters, useInboxSummary } from "./questions.js";
import { useSentence } from "./sentence.js";

/** A label, and two lines of a sentence. */
const ROWS = { wide: 76, narrow: 96 };
const TONES: Readonly<Record<InboxGroup, Tone>> = { "new": "us", "changed": "us", "waiting-for-us": "us", "waiting-for-them": "waiting", "stuck": "bad" };

/** Everything that waits for somebody: what happened, whose turn it is, and by when. */
export const InboxPage = () => {
  const { t } = useTranslation("inbox");
  const hei = useHeiPath();
  const { filters, set } = useInboxFilters();
  const summary = useInboxSummary(filters);
  const everything = useInboxSummary();
  const columns = useColumns();
  const partners = useMemo(() => everything.partners.map(({ partnerHeiId, partnerName, total }) => ({ id: partnerHeiId, label: partnerName ?? partnerHeiId, hint: String(total) })), [everything]);
  return (
    <>
      <PageHeader title={t("title")} />
      {everything.identical > 0 && (
        <div className="banner good offer"><span>{t("identical.offer", { count: everything.identical })}</span><Link className="button" href={hei("inbox", "identical")}>{t("identical.look")}</Link></div>
      )}
      <GroupPicker filters={filters} counts={summary.groups} total={summary.total} onPick={(group) => set("group", group)} />
      <search className="filters">
        <SelectField label={t("filter.kind")} choices={[{ id: "", label: t("kinds.any") }, ...KINDS.map((id) => ({ id, label: t(`kinds.${id}`) }))]} value={filters.kind} onChange={(kind) => set("kind", kind)} />
        <SelectField label={t("columns.partner")} choices={[{ id: "", label: t("filter.any-partner") }, ...partners]} value={filters.partner} onChange={(partner) => set("partner", partner)} />
        <SelectField label={t("filter.order")} choices={[{ id: "partner", label: t("filter.partner") }, { id: "due", label: t("filter.due") }]} value={filters.order} onChange={(order) => set("order", order)} />
      </search>
      <div className="fills record-page">
        <RecordTable label={t("label")} pages={useInbox(filters)} columns={columns} rows={ROWS} idOf={({ id }) => id} hrefOf={({ address }) => recordPage(address, hei)} empty={<p>{t("empty")}</p>} />
      </div>
    </>
  );
};

interface GroupPickerProps {
  readonly filters: InboxFilters;
  readonly counts: Readonly<Record<InboxGroup, number>>;
  readonly total: number;
  readonly onPick: (group: InboxGroup | "") => void;
}

/** One group or all, with how many there are. */
const GroupPicker = ({ filters: { group }, counts, total, onPick }: GroupPickerProps) => {
  const { t, i18n } = useTranslation("inbox");
  const number = useMemo(() => new Intl.NumberFormat(i18n.language), [i18n.language]);
  const choices = [{ id: "", name: t("groups.all"), count: total }, ...GROUPS.map((id) => ({ id, name: t(`groups.${id}`), count: counts[id] }))] as const;
  const pick = (keys: ReadonlySet<string | number>): void => {
    const picked = choices.find(({ id }) => keys.has(id));
    if (picked) onPick(picked.id);
  };
  return (
    <ToggleButtonGroup className="group-picker" aria-label={t("columns.group")} selectionMode="single" disallowEmptySelection selectedKeys={[group]} onSelectionChange={pick}>
      {choices.map(({ id, name, count }) => <ToggleButton key={id} id={id} className="button">{name} <span className="count">{number.format(count)}</span></ToggleButton>)}
    </ToggleButtonGroup>
  );
};

const useColumns = (): readonly RecordColumn<InboxItem>[] => {
  const { t } = useTranslation("inbox");
  const sentence = useSentence();
  return useMemo(() => [
    {
      id: "what", label: t("columns.what"), width: "5fr", minWidth: 240, isNarrow: true,
      cell: (item) => <><span><span className="cell-strong">{item.label ?? item.objectId}</span> <span className="muted small">{t(`kinds.${item.kind}`)}</span></span><span className="sentence">{sentence(item)}</span></>,
    },
    { id: "partner", label: t("columns.partner"), width: "2fr", minWidth: 140, cell: ({ partnerName, partnerHeiId }) => <span>{partnerName ?? partnerHeiId}</span> },
    { id: "group", label: t("columns.group"), width: "1.8fr", minWidth: 165, isNarrow: true, cell: ({ group }) => <StatusBadge tone={TONES[group]}>{t(`groups.${group}`)}</StatusBadge> },
    { id: "due", label: t("columns.due"), width: "1.5fr", minWidth: 120, cell: ({ due }) => (due ? <Due {...due} /> : null) },
    { id: "since", label: t("columns.since"), width: "1.2fr", minWidth: 110, cell: ({ since }) => <Moment at={since} to="day" /> },
  ], [t, sentence]);
};

const Due = ({ on, code }: NonNullable<InboxItem["due"]>) => {
  const { t } = useTranslation("inbox");
  const isOver = new Date(`${on}T23:59:59`).getTime() < now().getTime();
  return <><Moment at={on} to="day" /><span className={isOver ? "cell-under overdue" : "cell-under"}>{isOver ? t("overdue") : t(`due.${code}`)}</span></>;
};
