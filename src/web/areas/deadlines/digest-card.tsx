import { useTranslation } from "react-i18next";
import { CheckField } from "../../components/fields/check-field.js";
import { ProblemBanner } from "../../components/problem-banner.js";
import { tell } from "../../components/toast.js";
import { useDigest } from "./questions.js";
import { dayIn } from "./sentence.js";

/** The daily mail of this institution: wanted or not. */
export const DigestCard = () => {
  const { t, i18n } = useTranslation("deadlines");
  const { digest: { possible, wanted, lastSentOn }, changing } = useDigest();
  const change = async (isWanted: boolean): Promise<void> => {
    await changing.mutateAsync(isWanted);
    tell(t(isWanted ? "digest.on" : "digest.off"));
  };
  return (
    <section className="card" aria-labelledby="digest">
      <h2 id="digest">{t("digest.title")}</h2>
      <p className="small">{t("digest.means")}</p>
      {(possible || wanted) && <CheckField label={t("digest.want")} isSelected={changing.isPending ? changing.variables : wanted} isReadOnly={changing.isPending} onChange={(isWanted) => void change(isWanted).catch(() => undefined)} />}
      {!possible && <p className="small muted">{t("digest.impossible")}</p>}
      {lastSentOn !== undefined && <p className="small muted">{t("digest.last", { day: dayIn(i18n.language, { dateStyle: "medium" }, lastSentOn) })}</p>}
      <ProblemBanner error={changing.error} />
    </section>
  );
};
