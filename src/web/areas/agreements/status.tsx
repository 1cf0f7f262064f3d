import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../components/status-badge.js";
import type { Schemas } from "../../data/api.js";

export type AgreementStatus = Schemas["AgreementStatus"];
export type Turn = Schemas["Turn"];

export const STATUSES: readonly AgreementStatus[] = ["draft", "sent", "half-bound", "bound", "approved-by-us", "approved-by-partner", "in-force", "modified", "partner-gone", "terminated"];

const TONES: Readonly<Record<AgreementStatus, Tone>> = {
  "draft": "quiet", "sent": "waiting", "received": "us", "half-bound": "waiting", "bound": "us", "approved-by-us": "waiting", "approved-by-partner": "us",
  "in-force": "good", "modified": "us", "terminated": "quiet", "partner-gone": "bad", "deleted": "quiet",
};
const TURN_TONES: Readonly<Record<Turn, Tone>> = { us: "us", partner: "waiting", both: "us", nobody: "quiet" };

export const AgreementStatusBadge = ({ status }: { readonly status: AgreementStatus }) => {
  const { t } = useTranslation("agreements");
  return <StatusBadge tone={TONES[status]}>{t(`status.${status}.name`)}</StatusBadge>;
};

/** Whose turn it is; nothing where it is nobody's. */
export const TurnBadge = ({ turn }: { readonly turn: Turn }) => {
  const { t } = useTranslation();
  return turn === "nobody" ? <span className="muted">—</span> : <StatusBadge tone={TURN_TONES[turn]}>{t(`turn.${turn}`)}</StatusBadge>;
};
