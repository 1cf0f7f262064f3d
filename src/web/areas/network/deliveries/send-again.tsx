import { useTranslation } from "react-i18next";
import { ActButton, type ActButtonProps } from "../../../components/act-button.js";
import { tell } from "../../../components/toast.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId } from "../../../data/institution.js";
import { useAct } from "../../../data/queries.js";

type Delivery = Schemas["Delivery"];

/** A waiting one is tried at once; a delivered one gets a fresh copy. */
export const useSendAgain = () => {
  const heiId = useHeiId();
  return useAct((deliveryId: string): Promise<Delivery> =>
    dataOf(api.POST("/institutions/{heiId}/deliveries/{deliveryId}/retry", { params: { path: { heiId, deliveryId } } })), [["hei", heiId, "deliveries"]]);
};

interface SendAgainProps {
  readonly delivery: Delivery;
  readonly sending: ReturnType<typeof useSendAgain>;
  readonly look?: ActButtonProps["look"];
  /** Where the answer can be another delivery than the one shown. */
  readonly onSent?: (delivery: Delivery) => void;
}

export const SendAgain = ({ delivery: { id }, sending, look = "plain", onSent }: SendAgainProps) => {
  const { t } = useTranslation("network");
  const send = async (): Promise<void> => {
    const sent = await sending.mutateAsync(id);
    tell(t("deliveries.sent-again"));
    onSent?.(sent);
  };
  return <ActButton look={look} isBusy={sending.isPending} onPress={() => void send().catch(() => undefined)}>{t("deliveries.send-again")}</ActButton>;
};
