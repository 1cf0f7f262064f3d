import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import type { RecordAct } from "../../../components/record-acts.js";
import { api, dataOf } from "../../../data/api.js";
import { useMay } from "../../../data/institution.js";
import type { Incoming } from "../model.js";
import { useInstitutionAct } from "../queries.js";
import { DecisionDialog } from "./decision-dialog.js";
import { StayDialog } from "./stay-dialog.js";

/** What may be done with a partner's nomination as it stands. */
export const useIncomingActs = (one: Incoming): readonly RecordAct[] => {
  const { t, i18n } = useTranslation("nominations");
  const may = useMay();
  const canDecide = may("mobilities:decide") && one.goneAt === undefined && one.status !== "cancelled";
  // What was rejected is approved only when the partner proposes it anew.
  const canApprove = canDecide && one.status === "pending" && one.current.faults.length === 0;
  const isHere = one.status === "approved" && one.goneAt === undefined;
  const certificate = `/api/v1/institutions/${encodeURIComponent(one.heiId)}/incoming-nominations/${encodeURIComponent(one.partnerHeiId)}/${encodeURIComponent(one.id)}/certificate?language=${i18n.language}`;
  return [
    ...(canApprove ? [{ name: "approve", label: t("acts.approve.act"), place: "primary", opens: (close: () => void) => <DecisionDialog one={one} decision="approve" onClose={close} /> } as const] : []),
    ...(canDecide && one.status !== "rejected" ? [{ name: "reject", label: t("acts.reject.act"), place: isHere ? "menu" : "plain", isDanger: true, opens: (close: () => void) => <DecisionDialog one={one} decision="reject" onClose={close} /> } as const] : []),
    ...(isHere && may("mobilities:write") ? [{ name: "stay", label: t("acts.stay.act"), place: one.stay.departure === undefined ? "primary" : "plain", opens: (close: () => void) => <StayDialog one={one} onClose={close} /> } as const] : []),
    ...(one.stay.arrival === undefined ? [] : [{ name: "certificate", label: t("acts.certificate"), place: "menu", opens: certificate, isFile: true } as const]),
    ...(may("mobilities:write") ? [{ name: "refresh", label: t("acts.refresh.act"), place: "menu", opens: (close: () => void) => <RefreshDialog one={one} onClose={close} /> } as const] : []),
  ];
};

const RefreshDialog = ({ one: { heiId, partnerHeiId, partnerName, id }, onClose }: { readonly one: Incoming; readonly onClose: () => void }) => {
  const { t } = useTranslation("nominations");
  const acting = useInstitutionAct((_input: void) => dataOf(api.POST("/institutions/{heiId}/incoming-nominations/{partnerHeiId}/{omobilityId}/refresh", { params: { path: { heiId, partnerHeiId, omobilityId: id } } })));
  return <ConfirmDialog title={t("acts.refresh.title")} act={t("acts.refresh.act")} done={t("acts.refresh.done")} acting={acting} onClose={onClose}><p>{t("acts.refresh.means", { partner: partnerName ?? partnerHeiId })}</p></ConfirmDialog>;
};
