import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../../components/status-badge.js";
import type { Schemas } from "../../../data/api.js";

/** The HTTP status, or that no answer came; bad where the node found something wrong. */
export const ExchangeStatus = ({ exchange: { status, problem } }: { readonly exchange: Schemas["ExchangeSummary"] }) => {
  const { t } = useTranslation("network");
  const isGood = problem === undefined && status !== undefined && status < 400;
  return <StatusBadge tone={isGood ? "good" : "bad"}>{status ?? t("exchanges.no-answer")}</StatusBadge>;
};
