import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { CopyButton } from "../../../components/copy-button.js";
import { StatusBadge } from "../../../components/status-badge.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { uuid } from "../../../data/browser.js";
import { useHeiId, useMay } from "../../../data/institution.js";
import { useAct, useAnswer } from "../../../data/queries.js";
import { KeyList } from "./key-list.js";

/** Where the manifest is, what the catalogue shows of it, and every key. */
export const KeysPage = () => {
  const { t } = useTranslation("network");
  const may = useMay();
  const { url, inCatalogue, verdict } = useManifest();
  const keys = useKeys();
  const [isRotating, setRotating] = useState(false);
  return (
    <>
      <section className="card" aria-labelledby="manifest">
        <div className="card-head"><h2 id="manifest">{t("keys.manifest")}</h2><StatusBadge tone={inCatalogue ? "good" : "us"}>{t(inCatalogue ? "keys.in-catalogue" : "keys.not-in-catalogue")}</StatusBadge></div>
        <p lang="en">{verdict}</p>
        <div className="line"><code>{url}</code><CopyButton text={url} label={t("keys.copy-address")} /></div>
        <p className="muted small">{t("keys.address-is-for")}</p>
      </section>
      <section className="card" aria-labelledby="keys">
        <div className="card-head"><h2 id="keys">{t("keys.all")}</h2>{may("admin") && <ActButton onPress={() => setRotating(true)}>{t("keys.rotate")}</ActButton>}</div>
        {keys.length === 0 ? <p className="muted">{t("keys.none")}</p> : <KeyList keys={keys} />}
      </section>
      {isRotating && <RotateDialog onClose={() => setRotating(false)} />}
    </>
  );
};

const RotateDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation("network");
  const heiId = useHeiId();
  const [once] = useState(uuid);
  const rotating = useAct((_: void) => dataOf(api.POST("/institutions/{heiId}/keys", { params: { path: { heiId }, header: { "Idempotency-Key": once } }, body: {} })), [["hei", heiId, "keys"]]);
  return <ConfirmDialog title={t("keys.rotate")} act={t("keys.rotate-act")} done={t("keys.rotated")} acting={rotating} onClose={onClose}><p>{t("keys.rotate-means")}</p></ConfirmDialog>;
};

const useManifest = (): Schemas["ManifestState"] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "keys", "manifest"], (signal) => dataOf(api.GET("/institutions/{heiId}/manifest", { params: { path: { heiId } }, signal })));
};

const useKeys = (): readonly Schemas["HostKey"][] => {
  const heiId = useHeiId();
  return useAnswer(["hei", heiId, "keys", "list"], (signal) => dataOf(api.GET("/institutions/{heiId}/keys", { params: { path: { heiId } }, signal }))).items;
};
