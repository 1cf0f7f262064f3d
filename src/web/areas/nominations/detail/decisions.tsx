import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import { StatusBadge } from "../../../components/status-badge.js";
import type { Schemas } from "../../../data/api.js";

interface DecisionsProps {
  readonly verdicts: readonly Schemas["Verdict"][];
  /** The proposal as it is now: a decision may be of an earlier one. */
  readonly proposalId: string;
  /** When the partner certainly had it. */
  readonly delivered?: string | undefined;
}

/** What the receiving institution decided, newest first. */
export const Decisions = ({ verdicts, proposalId, delivered }: DecisionsProps) => {
  const { t } = useTranslation("nominations");
  return (
    <section className="card" aria-labelledby="decisions">
      <h2 id="decisions">{t("decisions.title")}</h2>
      {delivered !== undefined && <p className="small muted">{t("decisions.delivered")} <Moment at={delivered} /></p>}
      {verdicts.length === 0 && <p className="muted">{t("decisions.none")}</p>}
      <ol className="rows">
        {verdicts.toReversed().map(({ decision, comment, at, proposalId: of }) => (
          <li key={at} className="rows-item">
            <div><p className="small muted"><Moment at={at} />{of !== proposalId && ` · ${t("decisions.earlier")}`}</p>{comment !== undefined && <p className="pre">{comment}</p>}</div>
            <StatusBadge tone={decision === "approve" ? "good" : "bad"}>{t(decision === "approve" ? "status.approved" : "status.rejected")}</StatusBadge>
          </li>
        ))}
      </ol>
    </section>
  );
};
