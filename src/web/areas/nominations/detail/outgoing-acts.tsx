import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import type { RecordAct } from "../../../components/record-acts.js";
import { api, dataOf } from "../../../data/api.js";
import { useHeiPath, useMay } from "../../../data/institution.js";
import type { Outgoing } from "../model.js";
import { useInstitutionAct } from "../queries.js";

const PERFORM = {
  send: ({ heiId, id, revision }: Outgoing) => dataOf(api.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/send", { params: { path: { heiId, omobilityId: id }, header: { "If-Match": `"${revision}"` } } })),
  cancel: ({ heiId, id, revision }: Outgoing) => dataOf(api.POST("/institutions/{heiId}/outgoing-nominations/{omobilityId}/cancel", { params: { path: { heiId, omobilityId: id }, header: { "If-Match": `"${revision}"` } } })),
} as const;

/** What may be done with a nomination of ours as it stands. */
export const useOutgoingActs = (one: Outgoing): readonly RecordAct[] => {
  const { t } = useTranslation("nominations");
  const hei = useHeiPath();
  const may = useMay();
  if (!may("mobilities:write") || one.status === "cancelled") return [];
  const page = (name: "edit" | "replace"): string => hei("nominations", "outgoing", one.id, name);
  const dialog = (name: keyof typeof PERFORM) => (close: () => void) => <ActDialog one={one} name={name} onClose={close} />;
  const [isDraft, isDecided] = [one.status === "draft", one.status === "approved"];
  return [
    ...(isDraft ? [{ name: "send", label: t("acts.send.act"), place: "primary", opens: dialog("send") } as const] : []),
    ...(isDecided ? [] : [{ name: "edit", label: t("acts.edit"), place: one.status === "rejected" ? "primary" : "plain", opens: page("edit") } as const]),
    ...(isDraft ? [] : [{ name: "replace", label: t("acts.replace"), place: isDecided ? "plain" : "menu", opens: page("replace") } as const]),
    { name: "cancel", label: t("acts.cancel.act"), place: "menu", isDanger: true, opens: dialog("cancel") },
  ];
};

const ActDialog = ({ one, name, onClose }: { readonly one: Outgoing; readonly name: keyof typeof PERFORM; readonly onClose: () => void }) => {
  const { t } = useTranslation("nominations");
  const acting = useInstitutionAct((_input: void) => PERFORM[name](one));
  return (
    <ConfirmDialog title={t(`acts.${name}.title`)} act={t(`acts.${name}.act`)} done={t(`acts.${name}.done`)} isDanger={name === "cancel"} acting={acting} onClose={onClose}>
      <p>{t(`acts.${name}.means`, { partner: one.partnerName ?? one.partnerHeiId })}</p>
    </ConfirmDialog>
  );
};
