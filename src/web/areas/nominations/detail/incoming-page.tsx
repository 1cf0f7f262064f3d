import { useTranslation } from "react-i18next";
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
import type { Incoming } from "../model.js";
import { useIncoming, useIncomingVersions, useTimeline } from "../queries.js";
import { OverNominations } from "../seats/over-nominations.js";
import { NominationStatusBadge } from "../status.js";
import { Decisions } from "./decisions.js";
import { useIncomingActs } from "./incoming-acts.js";
import { StayFacts } from "./stay-facts.js";
import { StudentCard } from "./student-card.js";
import { TermsCard } from "./terms-card.js";
import { VersionList } from "./version-list.js";

const VIEWS = ["overview", "versions", "timeline"] as const;

/** A partner's student who comes to us: where the nomination stands, and what we decide. */
export const IncomingPage = () => {
  const { t } = useTranslation("nominations");
  const { t: shared } = useTranslation("mobilities");
  const { partnerHeiId, omobilityId, view = "overview" } = useParams<{ readonly partnerHeiId: string; readonly omobilityId: string; readonly view?: string }>();
  const one = useIncoming(decoded(partnerHeiId), decoded(omobilityId));
  const hei = useHeiPath();
  const at = (...rest: readonly string[]): string => hei("nominations", "incoming", one.partnerHeiId, one.id, ...rest);
  const { nomination, student } = one.current;
  return (
    <>
      <PageHeader
        title={fullName(student)} above={{ label: t("parts.incoming"), href: hei("nominations", "incoming") }} acts={<RecordActs acts={useIncomingActs(one)} />}
        beside={<><NominationStatusBadge status={one.status} />{one.turn !== "nobody" && <TurnBadge turn={one.turn} />}</>}
        under={<><span>{one.partnerName ?? one.partnerHeiId}</span><span className="tabular">{nomination.term ?? nomination.receivingAcademicYear}</span><span>{t("read-at")} <Moment at={one.confirmedAt} /></span></>}
      />
      <LinkTabs label={shared("views.label")} tabs={VIEWS.map((name) => ({ href: name === "overview" ? at() : at(name), label: shared(`views.${name}`) }))} />
      {view === "timeline" && <Timeline one={one} />}
      {view === "versions" && <Versions one={one} />}
      {view === "overview" && <Overview one={one} />}
    </>
  );
};

const Timeline = ({ one }: { readonly one: Incoming }) => <TimelineCard events={useTimeline(one.id, one.partnerHeiId)} />;

const Versions = ({ one }: { readonly one: Incoming }) =>
  <VersionList versions={useIncomingVersions(one.partnerHeiId, one.id).map(({ version, receivedAt, student, nomination, status }) => ({ key: version, at: receivedAt, student, terms: nomination, status }))} />;

const Overview = ({ one }: { readonly one: Incoming }) => {
  const { t } = useTranslation("nominations");
  const { nomination, student, faults } = one.current;
  return (
    <>
      <StepBanner family="nomination" code={one.nextStepCode} turn={one.turn} />
      <Faults id="faults" title={t("faults")} faults={faults} />
      <OverNominations lines={one.overNominations ?? []} />
      <MobilityWarnings warnings={one.mobilityWarnings} />
      <div className="main-and-side">
        <div className="stack"><TermsCard terms={nomination} /><StudentCard student={student} /></div>
        <aside className="stack"><Decisions verdicts={one.verdicts} proposalId={nomination.proposalId} /><StayFacts stay={one.stay} /></aside>
      </div>
    </>
  );
};
