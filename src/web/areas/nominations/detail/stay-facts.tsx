import { useTranslation } from "react-i18next";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import type { Schemas } from "../../../data/api.js";

/** When the student came and left, as the receiving institution says it. */
export const StayFacts = ({ stay }: { readonly stay: Schemas["Stay"] | undefined }) => {
  const { t } = useTranslation("nominations");
  const day = (date: string | undefined) => (date === undefined ? <span className="muted">{t("stay.unknown")}</span> : <Moment at={date} to="day" />);
  return (
    <section className="card" aria-labelledby="stay">
      <h2 id="stay">{t("stay.title")}</h2>
      <Facts rows={[[t("stay.arrival"), day(stay?.arrival)], [t("stay.departure"), day(stay?.departure)]]} />
    </section>
  );
};
