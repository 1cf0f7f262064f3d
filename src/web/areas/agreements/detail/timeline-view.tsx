import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import type { Schemas } from "../../../data/api.js";
import { useTimeline } from "../queries.js";

/** What happened, newest first, and who did it. */
export const TimelineView = ({ agreementId }: { readonly agreementId: string }) => {
  const { t } = useTranslation("agreements");
  const events = useTimeline(agreementId);
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{t("views.timeline")}</h2>
      <ol className="timeline">{events.map((event, at) => <TimelineEntry key={at} event={event} />)}</ol>
    </section>
  );
};

const TimelineEntry = ({ event }: { readonly event: Schemas["Event"] }) => {
  const { t } = useTranslation("agreements");
  const { kind, what, at, actor, hash } = event;
  const withdrew = kind === "partner-approval-changed" && hash === undefined;
  const words = withdrew ? t("event.partner-withdrew") : t(`event.${kind}.${(what ?? "plain") as "plain"}`, { defaultValue: t(`event.${kind}.plain` as "event.draft-changed.plain", { defaultValue: kind }) });
  const who = actor === "partner" || actor === "node" ? t(`actor.${actor}`) : actor;
  return (
    <li className={kind === "agreement-in-force" ? "timeline-entry good" : "timeline-entry"}>
      <span className="small muted"><Moment at={at} /></span>
      <span>{words}</span>
      <span className="small muted">{who}</span>
    </li>
  );
};
