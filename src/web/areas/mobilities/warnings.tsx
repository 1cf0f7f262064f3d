import { useTranslation } from "react-i18next";
import { StatusBadge } from "../../components/status-badge.js";
import type { Schemas } from "../../data/api.js";

/** Where the nomination and the learning agreement do not fit together, with what each says. */
export const MobilityWarnings = ({ warnings }: { readonly warnings: readonly Schemas["MobilityWarning"][] | undefined }) => {
  const { t } = useTranslation("mobilities");
  if (!warnings || warnings.length === 0) return null;
  return (
    <section className="card" aria-labelledby="warnings">
      <h2 id="warnings">{t("warnings.title")}</h2>
      <ul className="rows">
        {warnings.map(({ code, turn, text, differences }) => (
          <li key={code} className="rows-item">
            <div>
              <strong>{t(`warnings.code.${code}`)}</strong>
              <p className="muted small" lang="en">{text}</p>
              {differences.map(({ field, nomination, learningAgreement }) => (nomination === undefined && learningAgreement === undefined ? null : <p key={field} className="small"><span lang="en">{field}</span>: {nomination ?? "—"} ≠ {learningAgreement ?? "—"}</p>))}
            </div>
            <StatusBadge tone={turn === "us" ? "us" : "waiting"}>{t(`turn.${turn}`)}</StatusBadge>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What is wrong with a record, field by field, in the node's words. */
export const Faults = ({ id, title, faults }: { readonly id: string; readonly title: string; readonly faults: readonly Pick<Schemas["Fault"], "field" | "problem" | "expected">[] }) => (faults.length === 0 ? null : (
  <section className="banner bad" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <ul className="plain-list" lang="en">{faults.map(({ field, problem, expected }) => <li key={`${field} ${problem}`}><code>{field}</code> {problem}. <span className="muted">→ {expected}</span></li>)}</ul>
  </section>
));
