import { useState } from "react";
import { Button, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import type { Schemas } from "../../../data/api.js";
import type { Status } from "../model.js";
import { NominationStatusBadge } from "../status.js";
import { useStudentRows } from "./student-card.js";
import { useTermsRows } from "./terms-card.js";

interface Version {
  readonly key: number;
  readonly at: string;
  readonly student: Schemas["ReceivedStudent"];
  readonly terms: Schemas["ReceivedTerms"];
  readonly status: Status;
}

/** Everything that one side has shown the other, newest first. */
export const VersionList = ({ versions }: { readonly versions: readonly Version[] }) => {
  const { t } = useTranslation("mobilities");
  return (
    <section className="card" aria-labelledby="versions">
      <h2 id="versions">{t("views.versions")}</h2>
      {versions.length === 0 && <p className="muted">{t("no-versions")}</p>}
      {versions.map((one, at) => <VersionEntry key={one.key} one={one} number={versions.length - at} isNewest={at === 0} />)}
    </section>
  );
};

const VersionEntry = ({ one, number, isNewest }: { readonly one: Version; readonly number: number; readonly isNewest: boolean }) => {
  const { t } = useTranslation("mobilities");
  const [isOpen, setOpen] = useState(isNewest);
  const rows = [...useTermsRows(one.terms), ...useStudentRows(one.student)];
  return (
    <Disclosure className="disclosure" isExpanded={isOpen} onExpandedChange={setOpen}>
      <Heading level={3}><Button slot="trigger" className="disclosure-button"><span>{t("version", { number })}</span><span className="muted"><Moment at={one.at} /></span><NominationStatusBadge status={one.status} /></Button></Heading>
      <DisclosurePanel>{isOpen && <Facts rows={rows} />}</DisclosurePanel>
    </Disclosure>
  );
};
