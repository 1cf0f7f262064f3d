import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../components/status-badge.js";
import type { Status } from "./model.js";

const TONES: Readonly<Record<Status, Tone>> = { draft: "quiet", pending: "waiting", delivered: "waiting", approved: "good", rejected: "bad", cancelled: "quiet" };

export const NominationStatusBadge = ({ status }: { readonly status: Status }) => {
  const { t } = useTranslation("nominations");
  return <StatusBadge tone={TONES[status]}>{t(`status.${status}`)}</StatusBadge>;
};
