import { useTranslation } from "react-i18next";
import { Link } from "react-aria-components";
import { useParams } from "wouter";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useHeiPath } from "../../../data/institution.js";
import { useAnswer } from "../../../data/queries.js";
import { ExchangeStatus } from "./exchange-status.js";
import { FaultReportCard } from "./fault-report-card.js";
import { MessageView } from "./message-view.js";

/** One exchange as it travelled. */
export const ExchangePage = () => {
  const { t } = useTranslation("network");
  const { exchangeId: coded = "" } = useParams<{ readonly exchangeId: string }>();
  const { summary, request, response } = useExchange(decodeURIComponent(coded));
  const hei = useHeiPath();
  const isFault = summary.problem !== undefined || summary.status === undefined || summary.status >= 400;
  return (
    <>
      <PageHeader
        title={`${summary.api} ${summary.endpoint}`} above={{ label: t("exchanges.title"), href: hei("network", "exchanges") }}
        beside={<ExchangeStatus exchange={summary} />} under={<><span>{t(`exchanges.direction.${summary.direction}`)}</span>{summary.partnerHeiId !== undefined && <span>{summary.partnerHeiId}</span>}<Moment at={summary.at} /></>}
      />
      {summary.problem !== undefined && <div className="banner bad"><strong>{t("exchanges.problem")}</strong><p lang="en">{summary.problem}</p></div>}
      <section className="card" aria-labelledby="summary">
        <h2 id="summary">{t("exchanges.summary")}</h2>
        <Summary summary={summary} />
      </section>
      {isFault && summary.partnerHeiId !== undefined && <FaultReportCard exchange={summary} partnerHeiId={summary.partnerHeiId} />}
      <p className="muted small">{t("exchanges.personal")}</p>
      <MessageView title={t("exchanges.request")} message={request} />
      {response ? <MessageView title={t("exchanges.response")} message={response} /> : <p className="banner us">{t("exchanges.none-came")}</p>}
    </>
  );
};

const Summary = ({ summary: { method, url, requestId, durationMs, quirks, partnerHeiId } }: { readonly summary: Schemas["ExchangeSummary"] }) => {
  const { t, i18n } = useTranslation("network");
  const hei = useHeiPath();
  return (
    <Facts rows={[
      [t("partner"), partnerHeiId === undefined ? undefined : <Link className="link" href={hei("partners", partnerHeiId)}>{partnerHeiId}</Link>],
      [t("exchanges.address"), <code>{method} {url}</code>],
      [t("exchanges.request-id"), requestId === undefined ? undefined : <code>{requestId}</code>],
      [t("exchanges.took"), new Intl.NumberFormat(i18n.language, { style: "unit", unit: "millisecond", maximumFractionDigits: 1 }).format(durationMs)],
      [t("exchanges.quirks"), quirks?.length ? <code>{quirks.join(", ")}</code> : undefined],
    ]} />
  );
};

const useExchange = (exchangeId: string): Schemas["Exchange"] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "exchanges", "one", exchangeId], (signal) => dataOf(api.GET("/institutions/{heiId}/exchanges/{exchangeId}", { params: { path: { heiId, exchangeId } }, signal })));
};
