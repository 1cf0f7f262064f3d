import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { CheckField } from "../../../components/fields/check-field.js";
import { Moment } from "../../../components/moment.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useHeiId, useMay } from "../../../data/institution.js";
import { useAct } from "../../../data/queries.js";

type HostKey = Schemas["HostKey"];
const TONES: Readonly<Record<Schemas["KeyState"], Tone>> = { "announced": "waiting", "in-use": "good", "retiring": "waiting", "withdrawn": "quiet", "compromised": "bad" };
const isPublished = ({ state }: HostKey): boolean => state === "announced" || state === "in-use" || state === "retiring";

/** Every key with the part of its life it is in, the latest first. */
export const KeyList = ({ keys }: { readonly keys: readonly HostKey[] }) => {
  const { t } = useTranslation("network");
  const may = useMay();
  const [leaving, setLeaving] = useState<HostKey>();
  return (
    <>
      <ol className="rows">
        {keys.toReversed().map((key) => (
          <li key={key.fingerprint} className="rows-item">
            <div className="stack tight">
              <strong>{t(`keys.purpose.${key.purpose}`)}</strong>
              <code className="fingerprint">{key.fingerprint}</code>
              <p className="muted small">{t(`keys.means.${key.state}`)} {key.next && <>{t(`keys.next.${key.next.state as "in-use"}`)} {key.next.at !== undefined && <Moment at={key.next.at} />}</>}</p>
              <p className="muted small">{t("keys.made")} <Moment at={key.createdAt} to="day" /></p>
            </div>
            <div className="rows-marks">
              {isPublished(key) && <StatusBadge tone={key.inCatalogue ? "good" : "us"}>{t(key.inCatalogue ? "keys.seen" : "keys.unseen")}</StatusBadge>}
              <StatusBadge tone={TONES[key.state]}>{t(`keys.state.${key.state}`)}</StatusBadge>
              {may("admin") && isPublished(key) && <ActButton look="danger" onPress={() => setLeaving(key)}>{t("keys.withdraw")}</ActButton>}
            </div>
          </li>
        ))}
      </ol>
      {leaving && <WithdrawDialog hostKey={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
};

const WithdrawDialog = ({ hostKey: { fingerprint, state }, onClose }: { readonly hostKey: HostKey; readonly onClose: () => void }) => {
  const { t } = useTranslation("network");
  const heiId = useHeiId();
  const [compromised, setCompromised] = useState(false);
  const withdrawing = useAct((_: void) => dataOf(api.POST("/institutions/{heiId}/keys/{fingerprint}/withdraw", { params: { path: { heiId, fingerprint } }, body: { compromised } })), [["hei", heiId, "keys"]]);
  return (
    <ConfirmDialog title={t("keys.withdraw-title")} act={t("keys.withdraw")} done={t("keys.withdrew")} isDanger isBlocked={state === "in-use" && !compromised} acting={withdrawing} onClose={onClose}>
      <p>{t(state === "in-use" ? "keys.withdraw-means-in-use" : "keys.withdraw-means")}</p>
      <code className="fingerprint">{fingerprint}</code>
      <CheckField label={t("keys.compromised")} isSelected={compromised} onChange={setCompromised} />
    </ConfirmDialog>
  );
};
