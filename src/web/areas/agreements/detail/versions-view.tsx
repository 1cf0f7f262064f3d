import { useState } from "react";
import { Disclosure, Heading, Button, DisclosurePanel } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Moment } from "../../../components/moment.js";
import type { Schemas } from "../../../data/api.js";
import { ConditionsTable } from "../copy/conditions-table.js";
import type { Agreement } from "../model.js";
import { useVersions } from "../queries.js";

interface Version {
  readonly version: number;
  readonly hash: string;
  readonly at: string;
  readonly copy: Schemas["Copy"];
}

/** Every version of both copies, as sent and as received. */
export const VersionsView = ({ agreement: { id, inForce } }: { readonly agreement: Agreement }) => {
  const { t } = useTranslation("agreements");
  const { mine, theirs } = useVersions(id);
  return (
    <div className="columns">
      <VersionList title={t("versions.mine")} versions={mine} inForce={inForce?.mine.hash} />
      <VersionList title={t("versions.theirs")} versions={theirs.map(({ receivedAt, ...version }) => ({ ...version, at: receivedAt }))} inForce={inForce?.theirs.hash} />
    </div>
  );
};

const VersionList = ({ title, versions, inForce }: { readonly title: string; readonly versions: readonly Version[]; readonly inForce: string | undefined }) => {
  const { t } = useTranslation("agreements");
  return (
    <section className="card">
      <h2>{title}</h2>
      {versions.length === 0 && <p className="muted">{t("versions.none")}</p>}
      {versions.map((one, at) => <VersionCard key={one.version} one={one} isNewest={at === 0} isInForce={one.hash === inForce} />)}
    </section>
  );
};

const VersionCard = ({ one: { version, at, hash, copy }, isNewest, isInForce }: { readonly one: Version; readonly isNewest: boolean; readonly isInForce: boolean }) => {
  const { t } = useTranslation("agreements");
  const [isOpen, setOpen] = useState(isNewest);
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={3}><Button slot="trigger" className="disclosure-button"><span>{t("versions.version", { version })}</span><span className="muted"><Moment at={at} /></span>{isInForce && <span className="status good">{t("status.in-force.name")}</span>}</Button></Heading>
      <DisclosurePanel>
        <div className="stack tight">{isOpen && <ConditionsTable copy={copy} />}<p className="small muted">{t("approve.hash")} <code>{hash}</code></p></div>
      </DisclosurePanel>
    </Disclosure>
  );
};
