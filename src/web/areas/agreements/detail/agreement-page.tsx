import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useParams } from "wouter";
import { LinkTabs } from "../../../components/link-tabs.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import { PartnerName } from "../copy/condition-words.js";
import { ComparisonView } from "../comparison/comparison-view.js";
import { useAgreement } from "../queries.js";
import { AgreementStatusBadge, TurnBadge } from "../status.js";
import { AgreementActs } from "./agreement-acts.js";
import { CheckView } from "./check-view.js";
import { DeliveriesView } from "./deliveries-view.js";
import { Overview } from "./overview.js";
import { TimelineView } from "./timeline-view.js";
import { VersionsView } from "./versions-view.js";

const VIEWS = ["overview", "comparison", "check", "timeline", "versions", "deliveries"] as const;

/** One agreement: where it stands, what to do, and everything that is known of it. */
export const AgreementPage = () => {
  const { t } = useTranslation("agreements");
  const { agreementId: coded = "" } = useParams<{ readonly agreementId: string }>();
  const agreementId = decodeURIComponent(coded);
  const agreement = useAgreement(agreementId);
  const hei = useHeiPath();
  const may = useMay();
  const { mine, theirs, partnerName, partnerHeiId, status, turn, changedAt } = agreement;
  const shown = VIEWS.filter((view) => view !== "deliveries" || may("network:read"));
  const base = "/hei/:heiId/agreements/:agreementId";
  const views: Readonly<Record<(typeof VIEWS)[number], ReactNode>> = {
    overview: <Overview agreement={agreement} />, comparison: <ComparisonView agreement={agreement} />, check: <CheckView agreement={agreement} />,
    timeline: <TimelineView agreementId={agreementId} />, versions: <VersionsView agreement={agreement} />, deliveries: <DeliveriesView agreementId={agreementId} />,
  };
  return (
    <PartnerName value={{ heiId: partnerHeiId, name: partnerName ?? partnerHeiId }}>
      <PageHeader
        title={partnerName ?? partnerHeiId}
        above={{ label: t("title"), href: hei("agreements") }}
        beside={<><AgreementStatusBadge status={status} />{turn !== "nobody" && <TurnBadge turn={turn} />}</>}
        under={<><span>{mine.copy.owner.iiaCode}</span>{theirs?.current.copy.owner.iiaCode !== undefined && <span>{t("partner-code", { code: theirs.current.copy.owner.iiaCode })}</span>}<span>{t("changed-at")} <Moment at={changedAt} /></span></>}
        acts={<AgreementActs agreement={agreement} />}
      />
      <LinkTabs label={t("views.label")} tabs={shown.map((view) => ({ href: hei("agreements", agreementId, view), label: t(`views.${view}`) }))} />
      <Switch>
        {shown.map((view) => <Route key={view} path={`${base}/${view}`}>{views[view]}</Route>)}
        <Route><Redirect to={hei("agreements", agreementId, "overview")} replace /></Route>
      </Switch>
    </PartnerName>
  );
};
