import { useState } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { useLocation, useParams } from "wouter";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { TextField } from "../../../components/fields/text-field.js";
import { Moment } from "../../../components/moment.js";
import { PageHeader } from "../../../components/page-header.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { uuid } from "../../../data/browser.js";
import { useHeiId, useHeiPath, useMay } from "../../../data/institution.js";
import { useAnswer } from "../../../data/queries.js";
import { PartnerName } from "../copy/condition-words.js";
import { ConditionsTable } from "../copy/conditions-table.js";
import { LinkDialog } from "../detail/link-suggestions.js";
import { useAgreement, useAgreementAct } from "../queries.js";

/** One copy of a partner: what it says, and to which agreement of ours it may belong. */
export const IncomingPage = () => {
  const { t } = useTranslation("agreements");
  const { partnerHeiId: partner = "", partnerIiaId: iia = "" } = useParams<{ readonly partnerHeiId: string; readonly partnerIiaId: string }>();
  const [partnerHeiId, partnerIiaId] = [decodeURIComponent(partner), decodeURIComponent(iia)];
  const heiId = useHeiId();
  const hei = useHeiPath();
  const may = useMay();
  const [isAdopting, setAdopting] = useState(false);
  const { theirs, partnerName, suggestions } = useAnswer(["hei", heiId, "incoming", partnerHeiId, partnerIiaId], (signal) => dataOf(api.GET("/institutions/{heiId}/incoming/{partnerHeiId}/{partnerIiaId}", { params: { path: { heiId, partnerHeiId, partnerIiaId } }, signal })));
  return (
    <PartnerName value={{ heiId: partnerHeiId, name: partnerName ?? partnerHeiId }}>
      <PageHeader title={partnerName ?? partnerHeiId} above={{ label: t("incoming.title"), href: hei("agreements", "incoming") }} under={<><span>{theirs.current.copy.owner.iiaCode}</span><span>{t("incoming.received")} <Moment at={theirs.current.receivedAt} /></span></>} acts={may("agreements:write") && <ActButton look={suggestions.length === 0 ? "primary" : "plain"} onPress={() => setAdopting(true)}>{t("incoming.adopt")}</ActButton>} />
      {suggestions.length > 0 && <Suggestions suggestions={suggestions} partnerIiaId={partnerIiaId} />}
      <section className="card" aria-labelledby="theirs"><h2 id="theirs">{t("incoming.says")}</h2><ConditionsTable copy={theirs.current.copy} /></section>
      {isAdopting && <AdoptDialog partnerHeiId={partnerHeiId} partnerIiaId={partnerIiaId} onClose={() => setAdopting(false)} />}
    </PartnerName>
  );
};

const Suggestions = ({ suggestions, partnerIiaId }: { readonly suggestions: readonly Schemas["Suggestion"][]; readonly partnerIiaId: string }) => {
  const { t } = useTranslation("agreements");
  const hei = useHeiPath();
  const may = useMay();
  const [picked, pick] = useState<string>();
  return (
    <section className="card" aria-labelledby="belongs">
      <h2 id="belongs">{t("incoming.belongs")}</h2>
      <ul className="rows">
        {suggestions.map(({ agreementId, iiaCode, score, reasons }) => (
          <li key={agreementId} className="rows-item">
            <div><Link className="link" href={hei("agreements", agreementId)}>{iiaCode ?? agreementId}</Link> <span className="muted">{t("link.score", { score: Math.round(score) })}</span><p className="small muted" lang="en">{reasons.join(" ")}</p></div>
            {may("agreements:write") && <ActButton look="primary" aria-label={t("link.act-of", { code: iiaCode ?? agreementId })} onPress={() => pick(agreementId)}>{t("link.act")}</ActButton>}
          </li>
        ))}
      </ul>
      {picked !== undefined && <Linking agreementId={picked} partnerIiaId={partnerIiaId} onClose={() => pick(undefined)} />}
    </section>
  );
};

const Linking = ({ agreementId, ...rest }: { readonly agreementId: string; readonly partnerIiaId: string; readonly onClose: () => void }) => <LinkDialog agreement={useAgreement(agreementId)} {...rest} />;

const AdoptDialog = ({ partnerHeiId, partnerIiaId, onClose }: { readonly partnerHeiId: string; readonly partnerIiaId: string; readonly onClose: () => void }) => {
  const { t } = useTranslation("agreements");
  const hei = useHeiPath();
  const [, navigate] = useLocation();
  const [iiaCode, setCode] = useState("");
  const [key] = useState(uuid);
  const adopting = useAgreementAct(async ({ heiId }, _input: void) => {
    const { id } = await dataOf(api.POST("/institutions/{heiId}/incoming/{partnerHeiId}/{partnerIiaId}/adopt", { params: { path: { heiId, partnerHeiId, partnerIiaId }, header: { "Idempotency-Key": key } }, body: iiaCode === "" ? {} : { iiaCode } }));
    navigate(hei("agreements", id));
  });
  return (
    <ConfirmDialog title={t("incoming.adopt")} act={t("incoming.adopt-act")} done={t("incoming.adopted")} acting={adopting} onClose={onClose}>
      <p>{t("incoming.adopt-means")}</p>
      <TextField label={t("field.iiaCode.label")} description={t("field.iiaCode.help")} value={iiaCode} onChange={setCode} />
    </ConfirmDialog>
  );
};
