import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { TextField } from "../../../components/fields/text-field.js";
import { api, dataOf } from "../../../data/api.js";
import { Refused } from "../../../data/refused.js";
import type { Incoming } from "../model.js";
import { useInstitutionAct } from "../queries.js";

/** Days of arrival and departure; an empty day is taken back. */
export const StayDialog = ({ one: { heiId, partnerHeiId, partnerName, id, revision, stay }, onClose }: { readonly one: Incoming; readonly onClose: () => void }) => {
  const { t } = useTranslation("nominations");
  const [arrival, setArrival] = useState(stay.arrival ?? "");
  const [departure, setDeparture] = useState(stay.departure ?? "");
  const entering = useInstitutionAct((_input: void) => dataOf(api.PUT("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/stay", {
    params: { path: { heiId, partnerHeiId, omobilityId: id }, header: { "If-Match": `"${revision}"` } }, body: { ...(arrival !== "" && { arrival }), ...(departure !== "" && { departure }) },
  })));
  const errorOf = (field: string): string | undefined => {
    const refusal = entering.error instanceof Refused ? entering.error.fields.find((one) => one.field === field) : undefined;
    return refusal && `${refusal.problem} – ${refusal.expected ?? ""}`;
  };
  const order = departure !== "" && (arrival === "" || departure < arrival) ? t("stay.order") : undefined;
  return (
    <ConfirmDialog title={t("acts.stay.title")} act={t("acts.stay.save")} done={t("acts.stay.done")} isBlocked={order !== undefined} acting={entering} onClose={onClose}>
      <p>{t("acts.stay.means", { partner: partnerName ?? partnerHeiId })}</p>
      <div className="fields">
        <TextField type="date" label={t("stay.arrival")} description={t("stay.arrival-help")} error={errorOf("arrival")} value={arrival} onChange={setArrival} />
        <TextField type="date" label={t("stay.departure")} description={t("stay.departure-help")} error={order ?? errorOf("departure")} value={departure} onChange={setDeparture} />
      </div>
    </ConfirmDialog>
  );
};
