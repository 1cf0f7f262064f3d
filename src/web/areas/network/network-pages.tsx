import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch } from "wouter";
import { LinkTabs } from "../../components/link-tabs.js";
import { PageHeader } from "../../components/page-header.js";
import { useHeiPath, useMay } from "../../data/institution.js";
import { CataloguePage } from "./catalogue/catalogue-page.js";
import { DeliveryList } from "./deliveries/delivery-list.js";
import { DeliveryPage } from "./deliveries/delivery-page.js";
import { ExchangeList } from "./exchanges/exchange-list.js";
import { ExchangePage } from "./exchanges/exchange-page.js";
import { KeysPage } from "./keys/keys-page.js";
import "./network.css";

const BASE = "/hei/:heiId/network";
const VIEWS: Readonly<Record<"deliveries" | "exchanges" | "keys" | "catalogue", ReactNode>> = {
  deliveries: <DeliveryList />, exchanges: <ExchangeList />, keys: <KeysPage />, catalogue: <CataloguePage />,
};
type View = keyof typeof VIEWS;

/** The addresses of the network desk. */
export const NetworkPages = () => {
  const hei = useHeiPath();
  return (
    <Switch>
      <Route path={`${BASE}/deliveries/:deliveryId`}><DeliveryPage /></Route>
      <Route path={`${BASE}/exchanges/:exchangeId`}><ExchangePage /></Route>
      <Route path={`${BASE}/:view`}>{({ view }) => (view in VIEWS ? <Desk view={view as View} /> : <Redirect to={hei("network", "deliveries")} replace />)}</Route>
      <Route><Redirect to={hei("network", "deliveries")} replace /></Route>
    </Switch>
  );
};

const Desk = ({ view }: { readonly view: View }) => {
  const { t } = useTranslation("network");
  const hei = useHeiPath();
  const may = useMay();
  const shown = (Object.keys(VIEWS) as View[]).filter((name) => name !== "keys" || may("institutions:read"));
  return (
    <>
      <PageHeader title={t("title")} under={t(`${view}.about`)} />
      <LinkTabs label={t("views")} tabs={shown.map((name) => ({ href: hei("network", name), label: t(`${name}.title`) }))} />
      {VIEWS[view]}
    </>
  );
};
