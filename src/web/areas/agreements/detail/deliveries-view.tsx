import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import type { Schemas } from "../../../data/api.js";
import { useDeliveries } from "../queries.js";

type State = Schemas["DeliveryState"];
const TONES: Readonly<Record<State, Tone>> = { waiting: "waiting", leased: "waiting", delivered: "good", stopped: "bad", expired: "bad" };

/** What the partner was told of this agreement, and whether it took it. */
export const DeliveriesView = ({ agreementId }: { readonly agreementId: string }) => {
  const { t } = useTranslation("agreements");
  const deliveries = useDeliveries(agreementId);
  return (
    <section className="card" aria-labelledby="deliveries">
      <h2 id="deliveries">{t("views.deliveries")}</h2>
      {deliveries.length === 0 ? <p className="muted">{t("deliveries.none")}</p> : (
        <ol className="rows">
          {deliveries.map(({ id, kind, state, createdAt, reason }) => (
            <li key={id} className="rows-item">
              <div><strong>{t(`deliveries.kind.${kind as "iia-cnr"}`, { defaultValue: kind })}</strong><p className="muted small"><Moment at={createdAt} /></p>{reason !== undefined && <p lang="en">{reason}</p>}</div>
              <StatusBadge tone={TONES[state]}>{t(`deliveries.state.${state}`)}</StatusBadge>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};
