import { useTranslation } from "react-i18next";
import { Link } from "react-aria-components";
import { Facts } from "../../../components/facts.js";
import type { Schemas } from "../../../data/api.js";
import { useIsced } from "../../../data/isced.js";
import { useHeiPath } from "../../../data/institution.js";

type Terms = Schemas["ReceivedTerms"];

/** What is proposed. */
export const TermsCard = ({ terms, agreementId }: { readonly terms: Terms; readonly agreementId?: string | undefined }) => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  return (
    <section className="card" aria-labelledby="terms">
      <div className="card-head"><h2 id="terms">{t("terms.title")}</h2>{agreementId !== undefined && <Link className="link" href={hei("agreements", agreementId)}>{t("terms.agreement.label")}</Link>}</div>
      <Facts rows={useTermsRows(terms)} />
    </section>
  );
};

/** The proposal in the reader's words. */
export const useTermsRows = (terms: Terms) => {
  const { t } = useTranslation("nominations");
  const { t: agreements } = useTranslation("agreements");
  const { nameOf } = useIsced();
  const field = (code: string | undefined): string | undefined => code && `${code} ${nameOf(code) ?? ""}`.trim();
  return [
    [t("terms.receivingAcademicYear.label"), terms.receivingAcademicYear], [t("terms.term.label"), terms.term], [t("terms.activity.label"), t(`activity.${terms.activity}`)],
    [t("terms.eqfLevel.label"), terms.eqfLevel === undefined ? undefined : agreements(`eqf.${terms.eqfLevel as 6}`, { defaultValue: String(terms.eqfLevel) })],
    [t("terms.agreementIscedFCode.label"), field(terms.agreementIscedFCode)], [t("terms.nomineeIscedFCode.label"), field(terms.nomineeIscedFCode)],
    [t("terms.sendingOunitId.label"), terms.sendingOunitId], [t("terms.receivingOunitId.label"), terms.receivingOunitId], [t("terms.comment.label"), terms.comment],
  ] as const;
};
