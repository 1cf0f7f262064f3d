import type { ReactNode } from "react";
import { Link } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import { useHeiPath } from "../../../data/institution.js";
import { inLanguage } from "../../../data/names.js";
import { ConditionsTable } from "../copy/conditions-table.js";
import type { Agreement } from "../model.js";
import { LinkSuggestions } from "./link-suggestions.js";
import { NextStep } from "./next-step.js";

/** Where the agreement stands, what comes next, and what our copy says. */
export const Overview = ({ agreement }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const { mine, theirs, inForce } = agreement;
  const hasChange = inForce !== undefined && inForce.mine.hash !== mine.hash;
  return (
    <>
      <NextStep agreement={agreement} />
      {!theirs && agreement.status !== "deleted" && <LinkSuggestions agreement={agreement} />}
      <div className="main-and-side">
        <section className="card" aria-labelledby="conditions">
          <div className="card-head"><h2 id="conditions">{t(hasChange ? "overview.conditions-proposed" : "overview.conditions")}</h2></div>
          <ConditionsTable copy={mine.copy} />
        </section>
        <aside className="stack">
          <Approvals agreement={agreement} />
          <Parties agreement={agreement} />
        </aside>
      </div>
    </>
  );
};

const Approvals = ({ agreement: { approvalByUs, approvalByPartner, inForce } }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const said = (approval: Agreement["approvalByUs"]): ReactNode =>
    approval === undefined ? <span className="muted">{t("overview.not-approved")}</span> : <><Moment at={approval.at} />{!approval.current && <span className="muted"> ({t("overview.earlier-version")})</span>}</>;
  return (
    <section className="card" aria-labelledby="approvals">
      <h2 id="approvals">{t("overview.approvals")}</h2>
      <Facts rows={[[t("overview.by-us"), said(approvalByUs)], [t("overview.by-partner"), said(approvalByPartner)], [t("overview.in-force-since"), inForce && <Moment at={inForce.since} to="day" />]]} />
    </section>
  );
};

const Parties = ({ agreement: { mine: { copy }, theirs, partnerName, partnerHeiId } }: { readonly agreement: Agreement }) => {
  const { t, i18n } = useTranslation("agreements");
  const hei = useHeiPath();
  const people = (contacts: Agreement["mine"]["copy"]["owner"]["contacts"]): string | undefined => contacts.map(({ names }) => inLanguage(names, i18n.language)).join(", ") || undefined;
  const { signingContact } = copy.owner;
  return (
    <section className="card" aria-labelledby="parties">
      <h2 id="parties">{t("overview.parties")}</h2>
      <Facts rows={[
        [t("overview.partner"), <Link key="partner" className="link" href={`${hei("partners")}/${encodeURIComponent(partnerHeiId)}`}>{partnerName ?? partnerHeiId}</Link>],
        [t("overview.our-code"), copy.owner.iiaCode], [t("overview.partner-code"), theirs?.current.copy.owner.iiaCode],
        [t("overview.our-contacts"), people(copy.owner.contacts)], [t("overview.partner-contacts"), people((theirs?.current.copy.owner ?? copy.partner).contacts)],
        [t("overview.signed-by"), signingContact && inLanguage(signingContact.names, i18n.language)],
        [t("overview.our-id"), <code key="ours">{copy.owner.iiaId}</code>], [t("overview.partner-id"), theirs && <code key="theirs">{theirs.iiaId}</code>],
        [t("overview.read-at"), theirs && <Moment key="read" at={theirs.confirmedAt} />],
      ]} />
    </section>
  );
};
