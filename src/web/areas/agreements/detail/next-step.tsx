import { useTranslation } from "react-i18next";
import { Link } from "react-aria-components";
import type { Schemas } from "../../../data/api.js";
import { useHeiPath } from "../../../data/institution.js";
import type { Agreement } from "../model.js";
import { useCheck } from "../queries.js";

const TONES: Readonly<Record<Schemas["Turn"], string>> = { us: "us", both: "us", partner: "waiting", nobody: "good" };

/** What the status means, whose turn it is, and the first thing to do. */
export const NextStep = ({ agreement: { id, status, turn } }: { readonly agreement: Agreement }) => {
  const { t, i18n } = useTranslation("agreements");
  const hei = useHeiPath();
  const { next, items } = useCheck(id);
  const open = items.filter(({ state }) => state === "problem" || state === "waiting").length;
  const tone = status === "partner-gone" ? "bad" : status === "deleted" || status === "terminated" ? "" : TONES[turn];
  return (
    <section className={`banner ${tone}`} aria-label={t("next.label")}>
      <p><strong>{t(`status.${status}.means`)}</strong></p>
      {turn !== "nobody" && <p>{t(`next.${turn}`)} {next.action && t(`next.action.${next.action}`)}</p>}
      {i18n.language === "en" && turn !== "nobody" && <p className="muted">{next.sentence}</p>}
      {open > 0 && <p><Link className="link" href={hei("agreements", id, "check")}>{t("next.why", { count: open })}</Link></p>}
    </section>
  );
};
