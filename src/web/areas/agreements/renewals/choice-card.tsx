import { useState } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { CheckField } from "../../../components/fields/check-field.js";
import { SearchField } from "../../../components/fields/search-field.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import { useHeiPath } from "../../../data/institution.js";
import { inLanguage } from "../../../data/names.js";
import { type Programme, type RenewalResult, type Summary, useHolding, useRenewing } from "./questions.js";

const TONES: Readonly<Record<RenewalResult["outcome"], Tone>> = { drafted: "good", existing: "quiet", possible: "waiting", refused: "bad" };

/** Agreements to renew: chosen, looked at first, then made into drafts; each has its own result. */
export const ChoiceCard = ({ programme }: { readonly programme: Programme }) => {
  const { t } = useTranslation("renewals");
  const [q, search] = useState("");
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [results, keep] = useState<ReadonlyMap<string, RenewalResult>>(new Map());
  const pages = useHolding(q);
  const renewing = useRenewing();
  const possible = [...results.values()].filter(({ sourceAgreementId: id, outcome }) => outcome === "possible" && chosen.has(id)).map(({ sourceAgreementId }) => sourceAgreementId);
  const renew = (agreementIds: readonly string[], dryRun: boolean): void =>
    void renewing.mutateAsync({ programme, agreementIds, dryRun }).then((found) => keep((before) => new Map([...before, ...found.map((one) => [one.sourceAgreementId, one] as const)]))).catch(() => undefined);
  const set = (ids: readonly string[], isChosen: boolean): void => choose((before) => new Set(isChosen ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  const shown = pages.items.map(({ id }) => id);
  const shownChosen = shown.filter((id) => chosen.has(id)).length;
  return (
    <section className="card" aria-labelledby="choice">
      <h2 id="choice">{t("choice.title")}</h2>
      <div className="filters"><SearchField label={t("choice.search")} placeholder={t("choice.search-help")} value={q} onChange={search} /></div>
      <ProblemBanner error={pages.error} />
      {shown.length === 0 ? !pages.isLoading && <p className="muted">{t("choice.empty")}</p> : (
        <>
          <CheckField label={t("choice.all")} isSelected={shownChosen === shown.length} isIndeterminate={shownChosen > 0 && shownChosen < shown.length} onChange={(isChosen) => set(shown, isChosen)} />
          <ul className="rows" aria-label={t("choice.list")}>
            {pages.items.map((agreement) => <Choice key={agreement.id} agreement={agreement} isChosen={chosen.has(agreement.id)} result={results.get(agreement.id)} onChange={(isChosen) => set([agreement.id], isChosen)} />)}
          </ul>
        </>
      )}
      {!pages.isComplete && shown.length > 0 && <div><ActButton isBusy={pages.isLoading} onPress={pages.more}>{t("more")}</ActButton></div>}
      <ProblemBanner error={renewing.error} />
      <div className="line">
        <ActButton isDisabled={chosen.size === 0} isBusy={renewing.isPending && renewing.variables.dryRun} onPress={() => renew([...chosen], true)}>{t("choice.look", { count: chosen.size })}</ActButton>
        <ActButton look="primary" isDisabled={possible.length === 0} isBusy={renewing.isPending && !renewing.variables.dryRun} onPress={() => renew(possible, false)}>{t("choice.make", { count: possible.length })}</ActButton>
      </div>
      <p className="muted small">{t("choice.means")}</p>
    </section>
  );
};

interface ChoiceProps {
  readonly agreement: Summary;
  readonly isChosen: boolean;
  readonly result: RenewalResult | undefined;
  readonly onChange: (isChosen: boolean) => void;
}

const Choice = ({ agreement: { id, partnerName, partnerHeiId, iiaCode, lastAcademicYear }, isChosen, result, onChange }: ChoiceProps) => {
  const { t } = useTranslation("renewals");
  const hei = useHeiPath();
  const name = [partnerName ?? partnerHeiId, iiaCode ?? id].join(": ");
  return (
    <li className="rows-item">
      <span><CheckField label={name} isSelected={isChosen} onChange={onChange} />{lastAcademicYear !== undefined && <span className="renewal-until muted small">{t("choice.until", { year: lastAcademicYear })}</span>}</span>
      {result && <span className="line"><StatusBadge tone={TONES[result.outcome]}>{t(`outcomes.${result.outcome}`)}</StatusBadge>{result.agreementId !== undefined && <Link className="link small" href={hei("agreements", result.agreementId)} aria-label={t("choice.draft-of", { name })}>{t("choice.draft")}</Link>}</span>}
      {result?.refusal && <Reason refusal={result.refusal} />}
    </li>
  );
};

/** Why this one cannot be renewed, in the reader's language where there are words for it. */
const Reason = ({ refusal: { type, detail, userMessages = [] } }: { readonly refusal: NonNullable<RenewalResult["refusal"]> }) => {
  const { t, i18n } = useTranslation("renewals");
  const told = inLanguage(userMessages, i18n.language) || detail;
  return <p className="renewal-reason small">{t(`refusals.${type.split(":").at(-1) ?? ""}` as "refusals.still-valid", { defaultValue: told })}</p>;
};
