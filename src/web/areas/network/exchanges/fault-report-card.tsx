import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../../components/copy-button.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId } from "../../../data/institution.js";
import { faultReport } from "./fault-report.js";

interface FaultReportCardProps {
  readonly exchange: Schemas["ExchangeSummary"];
  readonly partnerHeiId: string;
}

/** A text for the partner's provider, ready to send to the addresses that its host published. */
export const FaultReportCard = ({ exchange, partnerHeiId }: FaultReportCardProps) => {
  const { t } = useTranslation("network");
  const heiId = useHeiId();
  const { subject, text } = faultReport({ exchange, heiId, partnerHeiId });
  const emails = useEmails(partnerHeiId, exchange.api);
  return (
    <section className="card" aria-labelledby="report">
      <div className="card-head">
        <h2 id="report">{t("report.title")}</h2>
        <span className="line">
          {emails.length > 0 && <a className="button" href={`mailto:${emails.map(encodeURIComponent).join(",")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}>{t("report.mail")}</a>}
          <CopyButton text={text} label={t("report.copy")} />
        </span>
      </div>
      <p className="muted">{t("report.text")}</p>
      <p>{emails.length === 0 ? t("report.no-address") : t("report.addresses", { emails: emails.join(", ") })}</p>
      <pre className="message-body" tabIndex={0} role="region" aria-label={t("report.title")} lang="en">{text}</pre>
    </section>
  );
};

/** Whom the partner's host named for this API, else for any; the report stands without them too. */
const useEmails = (partnerHeiId: string, apiName: string): readonly string[] => {
  const { data } = useQuery({ queryKey: ["partners", "one", partnerHeiId], queryFn: ({ signal }) => dataOf(api.GET("/partners/{partnerHeiId}", { params: { path: { partnerHeiId } }, signal })) });
  const apis = data?.apis ?? [];
  const ofApi = apis.filter(({ name }) => name === apiName);
  return [...new Set((ofApi.length > 0 ? ofApi : apis).flatMap(({ adminEmails }) => adminEmails))].slice(0, 5);
};
