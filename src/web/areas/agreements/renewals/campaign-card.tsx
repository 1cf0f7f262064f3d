import { useState } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { Moment } from "../../../components/moment.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { type Programme, type RenewalStage, STAGES, useFunnel, useReminding, useRenewals } from "./questions.js";

const TONES: Readonly<Record<RenewalStage, Tone>> = { "drafted": "us", "sent": "waiting", "answered": "us", "in-force": "good", "ended": "quiet" };

/** How far the campaign is: the numbers, each renewal, and reminders for partners that have not answered. */
export const CampaignCard = ({ programme }: { readonly programme: Programme }) => {
  const { t, i18n } = useTranslation("renewals");
  const may = useMay();
  const { total, stages } = useFunnel(programme);
  const reminding = useReminding(programme);
  const [isAsking, ask] = useState(false);
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <section className="card" aria-labelledby="campaign">
      <h2 id="campaign">{t("campaign.title")} <span className="muted small">{t("campaign.total", { count: total })}</span></h2>
      <dl className="funnel">
        {STAGES.map((stage) => <div key={stage}><dt><StatusBadge tone={TONES[stage]}>{t(`stages.${stage}`)}</StatusBadge></dt><dd>{number.format(stages[stage])}</dd></div>)}
      </dl>
      {total > 0 && <RenewalList programme={programme} />}
      {may("agreements:write") && stages.sent > 0 && <div><ActButton onPress={() => ask(true)}>{t("remind.act")}</ActButton></div>}
      {reminding.data && <p role="status">{t("remind.reminded", { count: reminding.data.reminded.length })} {reminding.data.tooSoon.length > 0 && t("remind.too-soon", { count: reminding.data.tooSoon.length })}</p>}
      {isAsking && <ConfirmDialog title={t("remind.title")} act={t("remind.act")} acting={reminding} done={t("remind.done")} onClose={() => ask(false)}><p>{t("remind.means")}</p></ConfirmDialog>}
    </section>
  );
};

const RenewalList = ({ programme }: { readonly programme: Programme }) => {
  const { t } = useTranslation("renewals");
  const hei = useHeiPath();
  const pages = useRenewals(programme);
  return (
    <>
      <ProblemBanner error={pages.error} />
      <ul className="rows" aria-label={t("campaign.list")}>
        {pages.items.map(({ agreementId, partnerHeiId, partnerName, stage, createdAt, remindedAt }) => (
          <li key={agreementId} className="rows-item">
            <span className="line"><Link className="link" href={hei("agreements", agreementId)}>{partnerName ?? partnerHeiId}</Link><span className="muted small">{t("campaign.made")} <Moment at={createdAt} to="day" /></span>{remindedAt !== undefined && <span className="muted small">{t("campaign.reminded")} <Moment at={remindedAt} to="day" /></span>}</span>
            <StatusBadge tone={TONES[stage]}>{t(`stages.${stage}`)}</StatusBadge>
          </li>
        ))}
      </ul>
      {!pages.isComplete && <div><ActButton isBusy={pages.isLoading} onPress={pages.more}>{t("more")}</ActButton></div>}
    </>
  );
};
