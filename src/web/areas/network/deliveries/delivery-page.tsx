import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { ProblemBanner } from "../../../components/problem-banner.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useHeiPath, useMay } from "../../../data/institution.js";
import { useAnswer } from "../../../data/queries.js";
import { DeliveryStateBadge } from "./delivery-state.js";
import { SendAgain, useSendAgain } from "./send-again.js";

/** One delivery: where it stands, why, and what can be done. */
export const DeliveryPage = () => {
  const { t } = useTranslation("network");
  const { deliveryId: coded = "" } = useParams<{ readonly deliveryId: string }>();
  const delivery = useDelivery(decodeURIComponent(coded));
  const hei = useHeiPath();
  const may = useMay();
  const [, navigate] = useLocation();
  const sending = useSendAgain();
  const { kind, state, partnerHeiId, reason } = delivery;
  return (
    <>
      <PageHeader
        title={t(`deliveries.kind.${kind}`)} above={{ label: t("deliveries.title"), href: hei("network", "deliveries") }}
        beside={<DeliveryStateBadge state={state} />} under={partnerHeiId}
        acts={may("network:write") && state !== "leased" && <SendAgain delivery={delivery} sending={sending} look="primary" onSent={({ id }) => navigate(hei("network", "deliveries", id), { replace: true })} />}
      />
      <ProblemBanner error={sending.error} />
      <section className="card" aria-labelledby="delivery">
        <h2 id="delivery">{t("deliveries.where")}</h2>
        <p>{t(`deliveries.means.${state}`)}</p>
        {reason !== undefined && <div className={state === "delivered" ? "banner" : "banner us"}><strong>{t("deliveries.reason")}</strong><p lang="en">{reason}</p></div>}
        <DeliveryFacts delivery={delivery} />
      </section>
    </>
  );
};

const DeliveryFacts = ({ delivery }: { readonly delivery: Schemas["Delivery"] }) => {
  const { t } = useTranslation("network");
  const hei = useHeiPath();
  const may = useMay();
  const { kind, partnerHeiId, objectId, attempts, createdAt, dueAt, endedAt, exchangeId } = delivery;
  const isAgreement = kind === "iia-cnr" && may("agreements:read");
  return (
    <Facts rows={[
      [t("partner"), <Link className="link" href={hei("partners", partnerHeiId)}>{partnerHeiId}</Link>],
      [t("deliveries.object"), objectId === "" ? undefined : isAgreement ? <Link className="link mono" href={hei("agreements", objectId)}>{objectId}</Link> : <code>{objectId}</code>],
      [t("deliveries.attempts"), attempts],
      [t("deliveries.since"), <Moment at={createdAt} />],
      [t("deliveries.next"), endedAt === undefined ? <Moment at={dueAt} /> : undefined],
      [t("deliveries.ended"), endedAt === undefined ? undefined : <Moment at={endedAt} />],
      [t("deliveries.exchange"), exchangeId === undefined ? undefined : <Link className="link" href={hei("network", "exchanges", exchangeId)}>{t("deliveries.look")}</Link>],
    ]} />
  );
};

const useDelivery = (deliveryId: string): Schemas["Delivery"] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "deliveries", "one", deliveryId], (signal) => dataOf(api.GET("/institutions/{heiId}/deliveries/{deliveryId}", { params: { path: { heiId, deliveryId } }, signal })));
};
