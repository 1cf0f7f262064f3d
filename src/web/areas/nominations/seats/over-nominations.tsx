import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../data/api.js";

/** Places of which more are asked for than agreed. */
export const OverNominations = ({ lines }: { readonly lines: readonly Schemas["SeatLine"][] }) => {
  const { t } = useTranslation("nominations");
  if (lines.length === 0) return null;
  return (
    <section className="banner us" aria-label={t("seats.over")}>
      {lines.map((line, at) => <p key={at}>{t("seats.over-line", { year: line.academicYear, fields: line.iscedFCodes.join(", "), agreed: line.agreed, nominated: line.nominated })}</p>)}
    </section>
  );
};
