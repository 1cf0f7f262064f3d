import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "../data/names.js";
import { Refused } from "../data/refused.js";

/** Why something was refused, in the reader's language where we have words for it, with what the operator needs to find it. */
export const ProblemBanner = ({ error }: { readonly error: unknown }) => {
  const { t } = useTranslation("problems");
  const words = useProblemWords();
  const banner = useRef<HTMLDivElement>(null);
  useEffect(() => { if (error) banner.current?.focus(); }, [error]);
  if (!error) return null;
  const { title, text, requestId, partner } = words(error);
  return (
    <div className="banner bad" role="alert" tabIndex={-1} ref={banner}>
      <strong>{title}</strong>
      {text !== undefined && <p>{text}</p>}
      {partner !== undefined && <p>{t("partner", { reason: partner })}</p>}
      {requestId !== undefined && <p className="small muted">{t("request-id", { requestId })}</p>}
    </div>
  );
};

interface ProblemWords {
  readonly title: string;
  readonly text?: string | undefined;
  readonly partner?: string | undefined;
  readonly requestId?: string | undefined;
}

/** Words of ours by the problem's code, else by its status; what the node says to people where we have none. */
export const useProblemWords = (): ((error: unknown) => ProblemWords) => {
  const { t, i18n } = useTranslation("problems");
  return (error) => {
    if (!(error instanceof Refused)) return { title: t("status.0.title"), text: t("broken-page") };
    const { code, status, problem } = error;
    const known = t(`codes.${code}`, { defaultValue: "" });
    const told = problem.userMessages && inLanguage(problem.userMessages, i18n.language);
    const title = t(`status.${status}.title`, { defaultValue: t("status.other.title") });
    const text = known || told || t(`status.${status}.text`, { defaultValue: "" }) || problem.detail;
    return { title, text, partner: problem.partner?.reason, requestId: status >= 500 ? problem.requestId : undefined };
  };
};
