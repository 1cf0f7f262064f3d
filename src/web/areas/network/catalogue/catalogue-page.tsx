import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../../components/act-button.js";
import { ConfirmDialog } from "../../../components/confirm-dialog.js";
import { Facts } from "../../../components/facts.js";
import { Moment } from "../../../components/moment.js";
import { StatusBadge, type Tone } from "../../../components/status-badge.js";
import { api, dataOf, type Schemas } from "../../../data/api.js";
import { useMay } from "../../../data/institution.js";
import { useAct, useAnswer } from "../../../data/queries.js";
import { CatalogueChanges } from "./catalogue-changes.js";

type State = Schemas["CatalogueState"];
const KEY = ["catalogue"];
const TONES: Readonly<Record<State["state"], Tone>> = { starting: "waiting", current: "good", stale: "us", unavailable: "bad" };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Which catalogue the node goes by, how old it is, and what came with it. */
export const CataloguePage = () => {
  const { t } = useTranslation("network");
  const may = useMay();
  const catalogue = useAnswer(KEY, (signal) => dataOf(api.GET("/catalogue", { signal })));
  const [isAsking, setAsking] = useState(false);
  const { state, alarm, lastFailure, changes } = catalogue;
  return (
    <>
      <section className="card" aria-labelledby="catalogue">
        <div className="card-head">
          <span className="line"><h2 id="catalogue">{t("catalogue.present")}</h2><StatusBadge tone={TONES[state]}>{t(`catalogue.state.${state}`)}</StatusBadge></span>
          {may("network:write") && <ActButton onPress={() => setAsking(true)}>{t("catalogue.fetch")}</ActButton>}
        </div>
        <p>{t(`catalogue.means.${state}`)}</p>
        {alarm !== undefined && <div className="banner bad"><strong>{t("catalogue.alarm")}</strong><p lang="en">{alarm}</p></div>}
        {lastFailure && lastFailure.overSince === undefined && <div className="banner us"><strong>{t("catalogue.failure")} <Moment at={lastFailure.at} /></strong><p lang="en">{lastFailure.reason}</p></div>}
        <CatalogueFacts catalogue={catalogue} />
      </section>
      <CatalogueChanges changes={changes} />
      {isAsking && <FetchDialog onClose={() => setAsking(false)} />}
    </>
  );
};

const CatalogueFacts = ({ catalogue: { ageMs, url, lastSuccessAt, nextDueAt, sha256, statistics } }: { readonly catalogue: State }) => {
  const { t, i18n } = useTranslation("network");
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <Facts rows={[
      [t("catalogue.age"), ageMs === undefined ? undefined : ageWords(ageMs, i18n.language)],
      [t("catalogue.confirmed"), lastSuccessAt === undefined ? undefined : <Moment at={lastSuccessAt} />],
      [t("catalogue.next"), <Moment at={nextDueAt} />],
      [t("catalogue.institutions"), statistics && t("catalogue.reachable", { covered: number.format(statistics.coveredHeis), all: number.format(statistics.heis) })],
      [t("catalogue.hosts"), statistics && number.format(statistics.hosts)],
      [t("catalogue.client-keys"), statistics && number.format(statistics.clientKeys)],
      [t("catalogue.from"), <code>{url}</code>],
      [t("catalogue.fingerprint"), sha256 === undefined ? undefined : <code className="fingerprint">{sha256}</code>],
    ]} />
  );
};

const ageWords = (ageMs: number, language: string): string => {
  const [value, unit] = ageMs < HOUR_MS ? [ageMs / MINUTE_MS, "minute"] : [ageMs / HOUR_MS, "hour"];
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 0 }).format(value);
};

const FetchDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation("network");
  const fetching = useAct((_: void) => dataOf(api.POST("/catalogue/refresh", { body: {} })), [KEY]);
  return <ConfirmDialog title={t("catalogue.fetch")} act={t("catalogue.fetch")} done={t("catalogue.fetched")} acting={fetching} onClose={onClose}><p>{t("catalogue.fetch-means")}</p></ConfirmDialog>;
};
