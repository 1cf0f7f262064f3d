import { useTranslation } from "react-i18next";
import { Link } from "react-aria-components";
import { useParams } from "wouter";
import { LinkTabs } from "../../../components/link-tabs.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { RecordActs } from "../../../components/record-acts.js";
import { useHeiPath } from "../../../data/institution.js";
import { TurnBadge } from "../../agreements/status.js";
import { StepBanner } from "../../mobilities/step-banner.js";
import { TimelineCard } from "../../mobilities/timeline-card.js";
import { Faults, MobilityWarnings } from "../../mobilities/warnings.js";
import { decoded, fullName } from "../../mobilities/words.js";
import type { Outgoing } from "../model.js";
import { useOutgoing, useOutgoingVersions, useTimeline } from "../queries.js";
import { NominationStatusBadge } from "../status.js";
import { Decisions } from "./decisions.js";
import { StayFacts } from "./stay-facts.js";
import { StudentCard } from "./student-card.js";
import { TermsCard } from "./terms-card.js";
import { useOutgoingActs } from "./outgoing-acts.js";
import { VersionList } from "./version-list.js";
import { OverNominations } from "../seats/over-nominations.js";

const VIEWS = ["overview", "versions", "timeline"] as const;

/** A student of ours who goes abroad: where the nomination stands, and what to do. */
export const OutgoingPage = () => {
  const { t } = useTranslation("nominations");
  const { t: shared } = useTranslation("mobilities");
  const { omobilityId: coded, view = "overview" } = useParams<{ readonly omobilityId: string; readonly view?: string }>();
  const one = useOutgoing(decoded(coded));
  const hei = useHeiPath();
  const at = (...rest: readonly string[]): string => hei("nominations", "outgoing", one.id, ...rest);
  return (
    <>
      <PageHeader
        title={fullName(one.student)} above={{ label: t("parts.outgoing"), href: hei("nominations", "outgoing") }} acts={<RecordActs acts={useOutgoingActs(one)} />}
        beside={<><NominationStatusBadge status={one.status} />{one.turn !== "nobody" && <TurnBadge turn={one.turn} />}</>}
        under={<><span>{one.partnerName ?? one.partnerHeiId}</span><span className="tabular">{one.nomination.term ?? one.nomination.receivingAcademicYear}</span><span>{t("changed-at")} <Moment at={one.changedAt} /></span></>}
      />
      <LinkTabs label={shared("views.label")} tabs={VIEWS.map((name) => ({ href: name === "overview" ? at() : at(name), label: shared(`views.${name}`) }))} />
      {view === "timeline" && <Timeline omobilityId={one.id} />}
      {view === "versions" && <Versions omobilityId={one.id} />}
      {view === "overview" && <Overview one={one} />}
    </>
  );
};

const Timeline = ({ omobilityId }: { readonly omobilityId: string }) => <TimelineCard events={useTimeline(omobilityId)} />;

const Versions = ({ omobilityId }: { readonly omobilityId: string }) => <VersionList versions={useOutgoingVersions(omobilityId).map(({ revision, changedAt, student, nomination, status }) => ({ key: revision, at: changedAt, student, terms: nomination, status }))} />;

const Overview = ({ one }: { readonly one: Outgoing }) => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  return (
    <>
      <StepBanner family="nomination" code={one.nextStepCode} turn={one.turn} />
      {one.replacedBy !== undefined && <p className="banner">{t("replaced-by")} <Link className="link" href={hei("nominations", "outgoing", one.replacedBy)}>{t("open")}</Link></p>}
      {one.replaces !== undefined && <p className="banner">{t("replaces")} <Link className="link" href={hei("nominations", "outgoing", one.replaces)}>{t("open")}</Link></p>}
      <Faults id="in-the-way" title={t("in-the-way")} faults={one.warnings ?? []} />
      <Faults id="untold" title={t("untold")} faults={one.untold ?? []} />
      <OverNominations lines={one.overNominations ?? []} />
      <MobilityWarnings warnings={one.mobilityWarnings} />
      <div className="main-and-side">
        <div className="stack"><TermsCard terms={one.nomination} /><StudentCard student={one.student} /></div>
        <aside className="stack">
          <Decisions verdicts={one.verdicts} proposalId={one.nomination.proposalId} delivered={one.delivered?.at} />
          <StayFacts stay={one.stay} />
        </aside>
      </div>
    </>
  );
};
