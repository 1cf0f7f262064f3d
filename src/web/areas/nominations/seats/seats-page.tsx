import { useMemo, useState } from "react";
import { Label, Link, Radio, RadioGroup } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { SelectField } from "../../../components/fields/select-field.js";
import { PageHeader } from "../../../components/page-header.js";
import { academicYearsAround } from "../../../data/academic-years.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { useIsced } from "../../../data/isced.js";
import { useAnswer } from "../../../data/queries.js";
import { AreaTabs } from "../list/area-tabs.js";
import type { Direction } from "../model.js";
import { SeatBar } from "./seat-bar.js";

/** The places of every agreement in force in one year: agreed, nominated, approved, left. */
export const SeatsPage = () => {
  const { t } = useTranslation("nominations");
  const years = useMemo(() => academicYearsAround(2, 3), []);
  const [year, setYear] = useState(() => academicYearsAround(0, 1)[1] ?? "");
  const [direction, setDirection] = useState<Direction>("outgoing");
  return (
    <>
      <PageHeader title={t("title")} />
      <AreaTabs />
      <div className="filters">
        <SelectField label={t("list.year")} choices={years.map((id) => ({ id, label: id }))} value={year} onChange={setYear} />
        <RadioGroup orientation="horizontal" value={direction} onChange={(one) => setDirection(one as Direction)}>
          <Label className="visually-hidden">{t("seats.direction")}</Label>
          <div className="choice-row"><Radio value="outgoing" className="choice">{t("parts.outgoing")}</Radio><Radio value="incoming" className="choice">{t("parts.incoming")}</Radio></div>
        </RadioGroup>
      </div>
      <Ledger direction={direction} academicYear={year} />
    </>
  );
};

const Ledger = ({ direction, academicYear }: { readonly direction: Direction; readonly academicYear: string }) => {
  const { t } = useTranslation("nominations");
  const heiId = useHeiId();
  const lines = useAnswer(["hei", heiId, "nominations", "seats", direction, academicYear], (signal) => dataOf(api.GET("/institutions/{heiId}/seats", { params: { path: { heiId }, query: { direction, academicYear } }, signal }))).items;
  if (lines.length === 0) return <section className="card"><p className="muted">{t("seats.none")}</p></section>;
  const most = Math.max(...lines.map(({ agreed, nominated }) => Math.max(agreed, nominated)));
  return (
    <section className="card" aria-labelledby="seats">
      <div className="card-head">
        <h2 id="seats">{t("seats.title", { year: academicYear })}</h2>
        <span className="legend small" aria-hidden="true"><span className="swatch approved" />{t("seats.approved")}<span className="swatch nominated" />{t("seats.open")}<span className="swatch left" />{t("seats.left")}<span className="swatch over" />{t("seats.too-many")}</span>
      </div>
      <div className="scroll-x" tabIndex={0} role="region" aria-labelledby="seats">
        <table className="plain-table">
          <thead><tr><th scope="col">{t("seats.place")}</th><th scope="col" aria-hidden="true" className="seat-picture" /><th scope="col" className="number">{t("seats.agreed")}</th><th scope="col" className="number">{t("seats.nominated")}</th><th scope="col" className="number">{t("seats.approved")}</th><th scope="col" className="number">{t("seats.left")}</th></tr></thead>
          <tbody>{lines.map((line, at) => <SeatRow key={at} line={line} most={most} />)}</tbody>
        </table>
      </div>
    </section>
  );
};

const SeatRow = ({ line, most }: { readonly line: Schemas["SeatLine"]; readonly most: number }) => {
  const { t } = useTranslation("nominations");
  const { t: agreements } = useTranslation("agreements");
  const { nameOf } = useIsced();
  const hei = useHeiPath();
  const fields = line.iscedFCodes.map((code) => `${code} ${nameOf(code) ?? ""}`.trim()).join("; ") || t("seats.all-fields");
  const levels = line.eqfLevels.map((level) => agreements(`eqf.${level as 6}`, { defaultValue: String(level) })).join(", ");
  return (
    <tr>
      <th scope="row"><span className="difference-name">{line.agreementId === undefined ? line.partnerHeiId : <Link className="link" href={hei("agreements", line.agreementId)}>{line.partnerHeiId}</Link>}</span>{[fields, levels, line.blended ? agreements("field.blended.label") : "", line.agreementId === undefined ? t("seats.no-agreement") : ""].filter(Boolean).join(" · ")}</th>
      <td aria-hidden="true" className="seat-picture"><SeatBar line={line} most={most} /></td>
      <td className="number">{line.agreed}</td><td className="number">{line.nominated}</td><td className="number">{line.approved}</td><td className={line.left < 0 ? "number bad-number" : "number"}>{line.left}</td>
    </tr>
  );
};
