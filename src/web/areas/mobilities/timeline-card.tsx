import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.js";
import type { Schemas } from "../../data/api.js";

/** What happened to a mobility, newest first, and who did it. */
export const TimelineCard = ({ events }: { readonly events: readonly Schemas["MobilityEvent"][] }) => {
  const { t } = useTranslation("mobilities");
  return (
    <section className="card" aria-labelledby="timeline">
      <h2 id="timeline">{t("views.timeline")}</h2>
      <ol className="timeline">
        {events.map(({ kind, what, at, actor }, index) => (
          <li key={index} className="timeline-entry">
            <span className="small muted"><Moment at={at} /></span>
            <span>{t(`event.${kind}.${what ?? "plain"}` as "event.omobility-changed.sent", { defaultValue: t(`event.${kind}.plain` as "event.omobility-drafted.plain", { defaultValue: kind }) })}</span>
            <span className="small muted">{actor === "partner" || actor === "node" ? t(`actor.${actor}`) : actor}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};
