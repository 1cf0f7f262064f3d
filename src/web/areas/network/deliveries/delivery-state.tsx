import { useTranslation } from "react-i18next";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import type { Schemas } from "../../../data/api.js";

type State = Schemas["DeliveryState"];
const TONES: Readonly<Record<State, Tone>> = { waiting: "waiting", leased: "waiting", delivered: "good", stopped: "bad", expired: "bad" };

export const STATES: readonly State[] = ["stopped", "expired", "waiting", "leased", "delivered"];
export const KINDS: readonly Schemas["DeliveryKind"][] = [
  "iia-cnr", "iia-approval-cnr", "refresh-iia", "refresh-iia-approval", "pull-iias", "sweep-iias", "survey-iias",
  "omobility-cnr", "imobility-cnr", "refresh-omobility", "refresh-imobility", "pull-omobilities", "sweep-omobilities", "sweep-imobilities",
  "omobility-la-cnr", "update-omobility-la", "refresh-omobility-la", "pull-omobility-las", "sweep-omobility-las",
  "imobility-tor-cnr", "refresh-imobility-tor", "pull-imobility-tors", "sweep-imobility-tors", "webhook",
];

export const DeliveryStateBadge = ({ state }: { readonly state: State }) => {
  const { t } = useTranslation("network");
  return <StatusBadge tone={TONES[state]}>{t(`deliveries.state.${state}`)}</StatusBadge>;
};
